/** The network tells digits apart that it has not seen, its filters are a convolution, and it leaves no tensor behind. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readDigits } from '../core/data/digits/node.ts'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { type NetTools, openTf } from './backend.ts'
import { type CnnEvent, type CnnSpec, parametersOf, trainCnn } from './cnn.ts'

const spec: CnnSpec = { kind: 'cnn', filters: 3, examples: 600, learningRate: 0.01, steps: 40, seed: 1 }

let tools: NetTools
beforeAll(async () => {
  const digits = readDigits()
  tools = {
    ...(await openTf(createReferenceRuntime())),
    stopped: () => false,
    now: () => 0,
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    digits: async () => digits,
  }
})

const train = async (changes: Partial<CnnSpec> = {}, own: Partial<NetTools> = {}) => {
  const events: CnnEvent[] = []
  const result = await trainCnn({ ...spec, ...changes }, { ...tools, ...own }, (event) => events.push(event))
  return { result, events }
}

describe('a convolutional network', () => {
  it('learns, and what it is measured on adds up', async () => {
    const { result, events } = await train()
    expect(events.map(({ step }) => step)).toEqual([0, 40])
    expect(result).toMatchObject({ status: 'done', backend: 'cpu', step: 40, parameters: 75 + 3 + 192 * 10 + 10 })
    expect(result.testAccuracy).toBeGreaterThan(0.5)
    expect(result.confusion.reduce((a, b) => a + b, 0)).toBe(500)
    const diagonal = result.confusion.filter((_, i) => i % 11 === 0).reduce((a, b) => a + b, 0)
    expect(diagonal / 500).toBe(result.testAccuracy)
    expect(result.mistakes.every(({ label, guess }) => label !== guess)).toBe(true)
    expect(result.examples.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(result.weights.dense).toHaveLength(1920)
  })

  it('repeats itself, and another seed gives another', async () => {
    const [one, two, other] = [await train({ steps: 3 }), await train({ steps: 3 }), await train({ steps: 3, seed: 2 })]
    expect(two.result).toEqual(one.result)
    expect(other.result.testLoss).not.toBe(one.result.testLoss)
  })

  it('stops within a step, and leaves no tensor behind', async () => {
    const before = tools.tf.memory().numTensors
    let asked = 0
    expect((await train({ filters: 0 }, { stopped: () => ++asked > 3 })).result).toMatchObject({ status: 'stopped', step: 4 })
    await train({ steps: 2 })
    await expect(train({ filters: 40 })).rejects.toMatchObject({ code: 'bad-config' })
    await expect(train({ learningRate: Number.MAX_VALUE, steps: 3, filters: 0 })).rejects.toMatchObject({ code: 'not-a-number' })
    expect(tools.tf.memory().numTensors).toBe(before)
  })
})

it('counts weights and biases', () => {
  expect(parametersOf({ filters: 8 })).toBe(25 * 8 + 8 + 512 * 10 + 10)
  expect(parametersOf({ filters: 0 })).toBe(7850)
})
