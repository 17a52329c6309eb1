/** The network learns what its size allows, repeats itself to the bit on the CPU, and leaves no tensor behind. */
import { create } from 'webgpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { openWebGpu } from '../core/runtime/webgpu/node.ts'
import { type NetTools, openTf } from './backend.ts'
import { GRID, type MlpEvent, type MlpSpec, parametersOf, trainMlp } from './mlp.ts'

const spec: MlpSpec = {
  kind: 'mlp',
  data: { set: 'xor', count: 120, noise: 0.03, seed: 1 },
  hidden: [6],
  activation: 'tanh',
  learningRate: 0.05,
  steps: 150,
  seed: 1,
}

let tools: NetTools
beforeAll(async () => {
  tools = {
    ...(await openTf(createReferenceRuntime())),
    stopped: () => false,
    now: () => performance.now(),
    yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
    digits: () => Promise.reject(new Error('points need no digits')),
  }
})

const train = async (changes: Partial<MlpSpec> = {}, own: Partial<NetTools> = {}) => {
  const events: MlpEvent[] = []
  const result = await trainMlp({ ...spec, ...changes }, { ...tools, ...own }, (event) => events.push(event))
  return { result, events, last: events.at(-1)! }
}

describe('a multilayer perceptron', () => {
  it('learns XOR with a hidden layer, and not without', async () => {
    expect((await train()).result).toMatchObject({ status: 'done', step: 150, backend: 'cpu', parameters: 25 })
    expect((await train()).result.testAccuracy).toBeGreaterThan(0.95)
    expect((await train({ hidden: [] })).result.testAccuracy).toBeLessThan(0.8)
  })

  it('shows a surface of shares, and one for each unit', async () => {
    const { events, last } = await train({ hidden: [3, 2], steps: 3 })
    expect(events[0]!.step).toBe(0)
    expect(last.surface).toHaveLength(GRID * GRID)
    expect(last.units.map((layer) => layer.map((unit) => unit.length))).toEqual([
      [1600, 1600, 1600],
      [1600, 1600],
    ])
    expect(Math.min(...last.surface)).toBeGreaterThan(0)
    expect(Math.max(...last.surface)).toBeLessThan(1)
    expect(Math.max(...last.units[0]![0]!.map(Math.abs))).toBeLessThanOrEqual(1)
  })

  it('repeats itself, and another seed gives another', async () => {
    const [one, two, other] = [await train({ steps: 20 }), await train({ steps: 20 }), await train({ steps: 20, seed: 2 })]
    expect(two.last).toEqual(one.last)
    expect(other.result.trainLoss).not.toBe(one.result.trainLoss)
  })

  it('stops within a step, and leaves no tensor behind', async () => {
    const before = tools.tf.memory().numTensors
    let asked = 0
    expect((await train({}, { stopped: () => ++asked > 3, now: () => 0 })).result.status).toBe('stopped')
    await train({ steps: 3 })
    await expect(train({ hidden: [40] })).rejects.toMatchObject({ code: 'bad-config', hint: 'Use at most 4 layers of 1 to 16 units.' })
    expect(tools.tf.memory().numTensors).toBe(before)
  })
})

it('counts weights and biases', () => expect(parametersOf({ hidden: [4, 3] })).toBe(12 + 15 + 4))

it('on the core’s own WebGPU device it takes the same steps', async () => {
  const runtime = await openWebGpu()
  // tfjs looks for WebGPU here while it loads, though it is given a device.
  if (!globalThis.navigator?.gpu) Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true })
  try {
    const few = { hidden: [3], steps: 3 }
    const onCpu = (await train(few)).result
    const gpu = await openTf(runtime)
    expect(gpu).toMatchObject({ backend: 'webgpu' })
    const onGpu = (await train(few, gpu)).result
    expect(onGpu.backend).toBe('webgpu')
    expect(onGpu.trainLoss).toBeCloseTo(onCpu.trainLoss, 4)
    expect((await openTf(createReferenceRuntime())).backend).toBe('cpu')
    expect((await train(few)).result.trainLoss).toBe(onCpu.trainLoss)
    expect((await openTf(runtime)).tf.getBackend()).toBe('webgpu')
    await openTf(createReferenceRuntime())
  } finally {
    runtime.destroy()
  }
})
