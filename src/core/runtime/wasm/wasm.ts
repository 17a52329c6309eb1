/** The wasm runtime: replays plans on SIMD kernels, on the thread that calls it. */
import { ops } from '../../ops/registry.ts'
import { elements, type KernelCall, type ParameterLayout, type Plan, type ReplayScalars, type Tensor } from '../../plan/plan.ts'
import { callLabel } from '../../plan/print.ts'
import type { FlatBuffer, ParameterStore, Program, Runtime } from '../runtime.ts'
import { checkWrite, constants, findTensor } from '../tensors.ts'
import { type Arena, createArena } from './arena.ts'

/** The compiled kernels (kernels.as.ts) and whether they use relaxed SIMD's fused multiply-add. */
export interface WasmKernels {
  module: WebAssembly.Module
  relaxed: boolean
}

type Kernel = (...args: number[]) => void

/** Packed panels of the matmul (640 KB), then attention's scores: two blocks of [48, T], T ≤ 4,096. */
const SCRATCH_BYTES = 4 * 2 ** 20

export async function createWasmRuntime({ module, relaxed }: WasmKernels): Promise<Runtime> {
  const memory = new WebAssembly.Memory({ initial: 128, maximum: 65536 })
  const instance = await WebAssembly.instantiate(module, { env: { memory } })
  const kernels = instance.exports as unknown as Record<string, Kernel>
  // The first page holds the module's own constants (the table of its logarithm).
  const arena = createArena(memory, 65536)
  kernels.setScratch!(arena.allocate(SCRATCH_BYTES))
  return {
    kind: 'wasm',
    threads: 1,
    software: false,
    adapter: `CPU, ${relaxed ? 'relaxed SIMD' : 'SIMD'}, 1 thread`,
    lost: new Promise(() => {}),
    createStore: async (layout, options) => createStore(arena, kernels, layout, options?.training ?? true),
    destroy() {},
  }
}

function createStore(arena: Arena, kernels: Record<string, Kernel>, layout: ParameterLayout, training: boolean): ParameterStore {
  const addresses = new Map<FlatBuffer, number>()
  for (const buffer of training ? (['weight', 'grad', 'm', 'v'] as const) : (['weight'] as const))
    addresses.set(buffer, arena.allocate(layout.size * 4))
  const base = (buffer: FlatBuffer): number => {
    const address = addresses.get(buffer)
    if (address === undefined) throw new Error(`this store was made without "${buffer}": it cannot train`)
    return address
  }
  return {
    layout,
    write(buffer, data, offset = 0) {
      if (offset + data.length > layout.size) throw new Error(`${buffer}: ${data.length} numbers at ${offset} do not fit in ${layout.size}`)
      new Float32Array(arena.memory.buffer, base(buffer), layout.size).set(data, offset)
    },
    read: async (buffer, offset = 0, length = layout.size - offset) =>
      new Float32Array(arena.memory.buffer, base(buffer), layout.size).slice(offset, offset + length),
    compile: async (plan) => createProgram(arena, kernels, plan, base),
    destroy() {
      for (const address of addresses.values()) arena.free(address)
      addresses.clear()
    },
  }
}

function createProgram(arena: Arena, kernels: Record<string, Kernel>, plan: Plan, base: (buffer: FlatBuffer) => number): Program {
  const own = new Map<string, number>()
  let bytes = 0
  for (const tensor of plan.tensors.values()) {
    if (isFlat(tensor)) continue
    const size = elements(tensor.shape) * 4
    own.set(tensor.name, arena.allocate(size))
    bytes += size
  }
  const at = (tensor: Tensor | undefined): number => {
    if (!tensor) return 0
    return isFlat(tensor) ? base(tensor.kind as FlatBuffer) + tensor.offset * 4 : own.get(tensor.name)!
  }
  const view = (tensor: Tensor): Float32Array | Int32Array =>
    new (tensor.dtype === 'i32' ? Int32Array : Float32Array)(arena.memory.buffer, at(tensor), elements(tensor.shape))
  for (const { tensor, data } of constants(plan)) view(tensor).set(data)
  const run = (call: KernelCall, scalars: ReplayScalars): void => {
    const [name, ...args] = ops[call.op].wasm(call, at, scalars)
    kernels[name]!(...args)
  }
  return {
    plan,
    bytes,
    dispatches: plan.calls.length,
    write(name, data) {
      const tensor = findTensor(plan, name)
      checkWrite(tensor, data.length)
      view(tensor).set(data)
    },
    replay(scalars) {
      for (const call of plan.calls) run(call, scalars)
    },
    async profile(scalars) {
      return plan.calls.map((call) => {
        const begun = performance.now()
        run(call, scalars)
        return { label: callLabel(call), ms: performance.now() - begun }
      })
    },
    read: async (name) => Float32Array.from(view(findTensor(plan, name))),
    finish: async () => {},
    destroy() {
      for (const address of own.values()) arena.free(address)
      own.clear()
    },
  }
}

const isFlat = (tensor: Tensor): boolean => tensor.kind === 'weight' || tensor.kind === 'grad' || tensor.kind === 'm' || tensor.kind === 'v'
