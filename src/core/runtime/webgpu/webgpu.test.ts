/** The WebGPU runtime beyond its numbers: order of reads, faults, limits, and tfjs on the same device. */
import { create } from 'webgpu'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { layOut, Trace } from '../../plan/trace.ts'
import { isWebGpuProgram, type WebGpuRuntime } from './webgpu.ts'
import { openWebGpu } from './node.ts'
import { pipelineCache } from './pipelines.ts'
import { describe as describeAdapter, requestDevice } from './request.ts'
import { registerTfjsBackend, tensorView } from './tensorView.ts'

const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }
const layout = layOut([
  { name: 'gain', shape: [8], init: { kind: 'constant', value: 1 } },
  { name: 'bias', shape: [8], init: { kind: 'constant', value: 0 } },
])

/** LayerNorm of a + b, [2,8]: one dispatch, and both kinds of tensors. */
function plan() {
  const t = new Trace('norm', layout)
  const inputs = { a: t.input('a', [2, 8]), b: t.input('b', [2, 8]), gain: t.weight('gain'), bias: t.weight('bias') }
  const outputs = {
    y: t.activation('y', [2, 8]),
    sum: t.activation('sum', [2, 8]),
    mean: t.activation('mean', [2]),
    rstd: t.activation('rstd', [2]),
  }
  t.call('addLayerNorm', inputs, outputs, { rows: 2, width: 8, eps: 1e-5, dropout: 0, stream: 0 })
  return t.plan()
}

let runtime: WebGpuRuntime
beforeEach(async () => {
  runtime = await openWebGpu()
})
afterEach(() => runtime.destroy())

async function compile() {
  const store = await runtime.createStore(layout)
  store.write('weight', new Float32Array(layout.size).fill(1))
  const program = await store.compile(plan())
  if (!isWebGpuProgram(program)) throw new Error('not a program of this runtime')
  program.write(
    'a',
    Float32Array.from({ length: 16 }, (_, i) => i),
  )
  program.write('b', new Float32Array(16).fill(0.5))
  return { store, program }
}

describe('reads', () => {
  it('give what was enqueued before them, not what comes later', async () => {
    const { program } = await compile()
    program.replay(scalars)
    const before = program.read('sum')
    program.write('b', new Float32Array(16))
    program.replay(scalars)
    const after = program.read('sum')
    expect((await before)[3]).toBe(3.5)
    expect((await after)[3]).toBe(3)
    await program.finish()
  })

  it('reach weights through programs and stores', async () => {
    const { store, program } = await compile()
    store.write('weight', Float32Array.of(7), 64)
    expect(await program.read('bias')).toEqual(Float32Array.of(7, 1, 1, 1, 1, 1, 1, 1))
    expect(await store.read('weight', 63, 2)).toEqual(Float32Array.of(1, 7))
  })
})

describe('faults', () => {
  it('a lost device rejects what waits and what comes after', async () => {
    const { program } = await compile()
    program.replay(scalars)
    const waiting = program.read('y').catch((error: unknown) => error)
    // Real devices may go while they compute; SwiftShader then takes the whole process with it.
    await runtime.device.queue.onSubmittedWorkDone()
    runtime.device.destroy()
    expect(await runtime.lost).toBeTypeOf('string')
    await expect(program.finish()).rejects.toMatchObject({ code: 'device-lost' })
    await expect(program.read('y')).rejects.toMatchObject({ code: 'device-lost' })
    const outcome = await waiting
    if (!(outcome instanceof Float32Array)) expect(outcome).toMatchObject({ code: 'device-lost' })
  })

  it('an uncaptured error is fatal to every program', async () => {
    const { program } = await compile()
    runtime.device.createBuffer({ size: 4, usage: 0 })
    await expect(program.finish()).rejects.toMatchObject({ code: 'kernel-failed' })
    await expect(program.read('y')).rejects.toMatchObject({ code: 'kernel-failed' })
    expect(() => program.replay(scalars)).toThrow('The GPU reported an error')
  })

  it('a kernel that does not compile is named, with its line', async () => {
    const broken = {
      label: 'broken y',
      code: '@compute @workgroup_size(1)\nfn main() { let x = nothing; }',
      bindings: [],
      workgroups: [1, 1, 1],
    } as const
    const failure = pipelineCache(runtime.device)(broken)
    await expect(failure).rejects.toMatchObject({ code: 'kernel-failed', message: expect.stringContaining('"broken y", line 2') })
  })

  it('no adapter and no device say so', async () => {
    await expect(requestDevice({ requestAdapter: async () => null } as unknown as GPU)).rejects.toMatchObject({ code: 'no-device' })
  })

  it('a store that no buffer can hold is refused with its size', async () => {
    const huge = { parameters: [], size: 2 ** 40 }
    await expect(runtime.createStore(huge)).rejects.toMatchObject({
      code: 'out-of-memory',
      message: expect.stringContaining('4,194,304 MiB'),
    })
  })

  it('wrong names, lengths and stores without gradients are refused', async () => {
    const { program } = await compile()
    expect(() => program.write('c', new Float32Array(16))).toThrow('has no tensor "c"')
    expect(() => program.write('a', new Float32Array(15))).toThrow('holds 16 numbers')
    const store = await runtime.createStore(layout, { training: false })
    await expect(store.read('grad')).rejects.toThrow('training: false')
  })
})

it('knows an adapter that only pretends', () => {
  const info = { vendor: 'mesa', architecture: '', device: 'llvmpipe (LLVM 15, 256 bits)', description: '', isFallbackAdapter: false }
  expect(describeAdapter({ info: info as GPUAdapterInfo })).toEqual({ adapter: 'mesa llvmpipe (LLVM 15, 256 bits)', software: true })
  expect(describeAdapter({ info: { ...info, vendor: 'nvidia', device: 'H200' } as GPUAdapterInfo })).toEqual({
    adapter: 'nvidia H200',
    software: false,
  })
})

it('takes an adapter that tells nothing of itself, as browsers had them first', () => {
  expect(describeAdapter({})).toEqual({ adapter: 'a GPU that does not give its name', software: false })
  expect(describeAdapter({ isFallbackAdapter: true })).toMatchObject({ software: true })
})

it('tfjs reads our tensors on our device', async () => {
  // tfjs looks for WebGPU here while it loads, though it is given a device.
  if (!globalThis.navigator?.gpu) Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true })
  const { program } = await compile()
  program.replay(scalars)
  const tf = await registerTfjsBackend(runtime.device)
  const sum = tensorView(tf, program, 'sum')
  const gain = tensorView(tf, program, 'gain')
  expect(sum.shape).toEqual([2, 8])
  expect(Array.from(await tf.mul(sum, 2).data()).slice(0, 3)).toEqual([1, 3, 5])
  expect(Array.from(await gain.data())).toEqual(new Array(8).fill(1))
  program.write('b', new Float32Array(16).fill(2))
  program.replay(scalars)
  expect(Array.from(await tf.mul(sum, 2).data()).slice(0, 3)).toEqual([4, 6, 8])
  tf.dispose([sum, gain])
})
