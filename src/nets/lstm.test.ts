/** The LSTM learns, keeps a gradient as its gates say, and it leaves no tensor behind. */
import { beforeAll, describe, expect, it } from 'vitest'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { type NetTools, openTf } from './backend.ts'
import { type LstmEvent, type LstmSpec, trainLstm } from './lstm.ts'

const text = Array.from({ length: 60 }, (_, i) => `the ${['cat', 'dog', 'hen'][i % 3]} sat on the ${['mat', 'log'][i % 2]}. `).join('')
const spec: LstmSpec = { kind: 'lstm', text, width: 12, time: 10, batch: 4, learningRate: 0.02, steps: 60, forgetBias: 1, seed: 1 }

let tools: NetTools
beforeAll(async () => {
  tools = {
    ...(await openTf(createReferenceRuntime())),
    stopped: () => false,
    now: () => 0,
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    digits: () => Promise.reject(new Error('a text needs no digits')),
  }
})

const train = async (changes: Partial<LstmSpec> = {}, own: Partial<NetTools> = {}) => {
  const events: LstmEvent[] = []
  const result = await trainLstm({ ...spec, ...changes }, { ...tools, ...own }, (event) => events.push(event))
  return { result, events }
}

describe('an LSTM on characters', () => {
  it('learns, and says how far back its gradient reaches', async () => {
    const { result, events } = await train()
    expect(events.map(({ step }) => step)).toEqual([0, 60])
    expect(result).toMatchObject({ status: 'done', backend: 'cpu', step: 60 })
    const V = new Set(text).size + 1
    expect(result.parameters).toBe(V * 48 + 12 * 48 + 48 + 12 * V + V)
    expect(result.bitsPerCharacter).toBeLessThan(0.7 * Math.log2(V))
    expect(result.reach.h).toHaveLength(10)
    expect(result.reach.c).toHaveLength(10)
    expect(Math.min(...result.reach.h, ...result.reach.c)).toBeGreaterThan(0)
    expect(result.reach.h[9]).toBeLessThan(result.reach.h[0]!)
  })

  it('keeps more of the gradient where the forget gate starts open', async () => {
    const kept = async (forgetBias: number) => {
      const { c } = (await train({ forgetBias, steps: 1 })).result.reach
      return c[9]! / c[0]!
    }
    expect(await kept(4)).toBeGreaterThan(10 * (await kept(-1)))
  })

  it('repeats itself, stops within a step, and leaves no tensor behind', async () => {
    const before = tools.tf.memory().numTensors
    expect((await train({ steps: 3 })).result).toEqual((await train({ steps: 3 })).result)
    let asked = 0
    expect((await train({}, { stopped: () => ++asked > 2 })).result).toMatchObject({ status: 'stopped', step: 3 })
    await expect(train({ width: 1000 })).rejects.toMatchObject({ code: 'bad-config' })
    await expect(train({ text: 'too short' })).rejects.toMatchObject({ code: 'bad-text' })
    expect(tools.tf.memory().numTensors).toBe(before)
  })
})
