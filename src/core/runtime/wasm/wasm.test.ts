import { afterEach, describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../model/init.ts'
import { modelLayout, trainingPlan } from '../../model/plans.ts'
import { createArena } from './arena.ts'
import { buildKernels } from './build.ts'
import { openWasm } from './node.ts'
import { threadsFor } from './threads.ts'
import { createWasmRuntime, sharedMemory } from './wasm.ts'

const config = { nLayer: 1, nHead: 3, nEmbd: 15, nCtx: 50, nVocab: 19, dropout: 0.1 }
const layout = modelLayout(config)
const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 }

async function train(relaxed: boolean, steps: number): Promise<{ weights: Float32Array; losses: Float32Array }> {
  const store = await (await openWasm({ relaxed })).createStore(layout)
  store.write('weight', initialWeights(layout, 1))
  const program = await store.compile(trainingPlan(config, layout, 2, optimizer))
  program.write(
    'ids',
    Int32Array.from({ length: 100 }, (_, i) => (i * 7) % 19),
  )
  program.write(
    'targets',
    Int32Array.from({ length: 100 }, (_, i) => (i * 7 + 7) % 19),
  )
  for (let step = 1; step <= steps; step++) program.replay({ step, learningRate: 1e-2, seed: 4, position: 0 })
  return { weights: await store.read('weight'), losses: await program.read('losses') }
}

describe('the wasm runtime', () => {
  it('gives the same bits for the same seed', async () => {
    expect((await train(true, 5)).weights).toEqual((await train(true, 5)).weights)
  })

  it('agrees with itself on plain SIMD, which older browsers have', async () => {
    const [relaxed, plain] = await Promise.all([train(true, 1), train(false, 1)])
    relaxed.losses.forEach((loss, i) => {
      expect(plain.losses[i]).toBeCloseTo(loss, 5)
    })
  })

  it('learns a sequence in which every token follows from the one before', async () => {
    const mean = (xs: Float32Array) => xs.reduce((a, b) => a + b, 0) / xs.length
    expect(mean((await train(true, 1)).losses)).toBeGreaterThan(2.5)
    expect(mean((await train(true, 120)).losses)).toBeLessThan(0.5)
  })

  it('takes no more memory for a hundred replays, and gives it back when a store goes', async () => {
    const runtime = await openWasm()
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow')
    const round = async (replays: number) => {
      const store = await runtime.createStore(modelLayout({ ...config, nEmbd: 300 }))
      const program = await store.compile(trainingPlan({ ...config, nEmbd: 300 }, modelLayout({ ...config, nEmbd: 300 }), 2, optimizer))
      for (let step = 1; step <= replays; step++) program.replay({ step, learningRate: 0, seed: 1, position: 0 })
      program.destroy()
      store.destroy()
    }
    await round(1)
    const first = grow.mock.calls.length
    expect(first).toBeGreaterThan(0)
    for (let i = 0; i < 5; i++) await round(20)
    expect(grow.mock.calls.length).toBe(first)
  })

  it('refuses a wrong name and a wrong length', async () => {
    const store = await (await openWasm()).createStore(layout)
    const program = await store.compile(trainingPlan(config, layout, 2, optimizer))
    expect(() => program.write('idz', new Int32Array(100))).toThrow('has no tensor "idz"')
    expect(() => program.write('ids', new Int32Array(99))).toThrow('ids [2,50] holds 100 numbers, but 99 were given')
  })
})

it('a page takes both of two cores, leaves one of more free, and never more than eight', () => {
  expect([undefined, 1, 2, 3, 4, 8, 16, 128].map(threadsFor)).toEqual([1, 1, 2, 2, 3, 7, 8, 8])
})

describe('threads that do not start', () => {
  it.each([
    ['say that they failed', (_: () => void, failed: () => void) => failed()],
    ['throw as they are made', undefined],
  ])('%s: one thread does the work, and none is left behind', async (_, listen) => {
    const terminated = vi.fn()
    const start = () => {
      if (!listen) throw new Error('no workers here')
      return { post() {}, listen, terminate: terminated }
    }
    const module = await WebAssembly.compile(await buildKernels({ relaxed: false, shared: true }))
    const runtime = await createWasmRuntime({ module, relaxed: false, shared: { memory: sharedMemory()!, helpers: 2, start } })
    expect([runtime.threads, runtime.adapter]).toEqual([1, 'CPU, SIMD, 1 thread'])
    expect(terminated).toHaveBeenCalledTimes(listen ? 2 : 0)
    const store = await runtime.createStore(layout)
    store.write('weight', initialWeights(layout, 1))
    expect((await store.read('weight')).buffer).toBeInstanceOf(ArrayBuffer)
    runtime.destroy()
  })
})

describe('a device that gives little memory', () => {
  const Real = WebAssembly.Memory
  afterEach(() => void vi.unstubAllGlobals())
  /** Refuses what may grow beyond `pages`, as devices of little address space do. */
  const allowing = (pages: number) => {
    class Small extends Real {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        if ((descriptor.maximum ?? Number.POSITIVE_INFINITY) > pages) throw new RangeError('could not allocate memory')
        super(descriptor)
      }
    }
    vi.stubGlobal('WebAssembly', new Proxy(WebAssembly, { get: (all, name) => (name === 'Memory' ? Small : Reflect.get(all, name)) }))
  }

  it.each([1, 2])('with %d threads: 256 MiB are enough for small models, and a larger one hears what is missing', async (threads) => {
    allowing(4096)
    const runtime = await openWasm({ threads })
    expect(runtime.threads).toBe(threads)
    const store = await runtime.createStore(layout)
    const program = await store.compile(trainingPlan(config, layout, 2, optimizer))
    program.destroy()
    await expect(runtime.createStore({ ...layout, size: 30_000_000 })).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/needs \d+ MB of memory, and the browser gave only/),
    })
    runtime.destroy()
  })

  it('none at all: said in a sentence', async () => {
    allowing(0)
    await expect(openWasm()).rejects.toMatchObject({ code: 'no-device', message: expect.stringContaining('64 MiB') })
  })
})

describe('the arena', () => {
  it('reuses and merges what was freed, and hands out zeroed, aligned, disjoint blocks', () => {
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 64 })
    const arena = createArena(memory, 100)
    const [a, b, c] = [arena.allocate(100), arena.allocate(1000), arena.allocate(64)]
    for (const address of [a, b, c]) expect(address % 64).toBe(0)
    expect(b - a).toBeGreaterThanOrEqual(100)
    new Uint8Array(memory.buffer, a, 100).fill(9)
    arena.free(a)
    arena.free(b)
    const merged = arena.allocate(1100)
    expect(merged).toBe(a)
    expect(new Uint8Array(memory.buffer, merged, 1100).every((x) => x === 0)).toBe(true)
  })

  it('says how much was asked and how much there is when memory ends', () => {
    const arena = createArena(new WebAssembly.Memory({ initial: 1, maximum: 4 }), 0)
    expect(() => arena.allocate(10_000_000)).toThrow('This model needs 10 MB of memory')
    expect(arena.allocate(100_000)).toBe(0)
  })
})
