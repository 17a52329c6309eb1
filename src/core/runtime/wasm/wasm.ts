/** The wasm runtime: replays plans on SIMD kernels, on one thread or on several over shared memory. */
import { CourseError } from '../../errors.ts'
import type { ParameterLayout } from '../../plan/plan.ts'
import type { FlatBuffer, ParameterStore, Runtime } from '../runtime.ts'
import { createArena } from './arena.ts'
import { createProgram, type Machine, type WasmProgram } from './program.ts'
import { type Helper, startTeam } from './team.ts'
import type { Kernel } from './walk.js'

/** The compiled kernels (kernels.as.ts) and whether they use relaxed SIMD's fused multiply-add. */
export interface WasmKernels {
  module: WebAssembly.Module
  relaxed: boolean
  /** the build for shared memory, and how to start the threads beside the caller's */
  shared?: { memory: WebAssembly.Memory; helpers: number; start: () => Helper; minFlops?: number }
}

/** Packed panels of the matmul (640 KB), then attention's scores: two blocks of [32, T], T ≤ 4,096. */
const SCRATCH_BYTES = 4 * 2 ** 20
const PAGES = 128
/** A few microseconds of work. */
const MIN_FLOPS = 100_000

/** From 4 GiB, all that addresses reach, down to 64 MiB: some devices refuse to set so much aside. */
const MAXIMA = [65536, 32768, 16384, 8192, 4096, 2048, 1024]

function largestMemory(shared: boolean): WebAssembly.Memory | null {
  for (const maximum of MAXIMA) {
    try {
      return new WebAssembly.Memory({ initial: PAGES, maximum, shared })
    } catch {}
  }
  return null
}

/** Address space is asked for at once where memory is shared. Null: there is no shared memory. */
export const sharedMemory = (): WebAssembly.Memory | null => largestMemory(true)

/** Throws CourseError 'no-device' where the browser gives none at all. */
function ownMemory(): WebAssembly.Memory {
  const memory = largestMemory(false)
  if (memory) return memory
  throw new CourseError(
    'no-device',
    `This device gives a page less than the ${(MAXIMA.at(-1)! * 65536) / 2 ** 20} MiB of WebAssembly memory that the smallest models need.`,
    'Close other tabs or programs and reload, or open the course on another device.',
  )
}

export async function createWasmRuntime({ module, relaxed, shared }: WasmKernels): Promise<Runtime> {
  const memory = shared?.memory ?? ownMemory()
  const instance = await WebAssembly.instantiate(module, { env: { memory } })
  const kernels = instance.exports as unknown as Record<string, Kernel>
  // The first page holds the module's own constants (the table of its logarithm).
  const arena = createArena(memory, 65536)
  kernels.setScratch!(arena.allocate(SCRATCH_BYTES))
  const team = shared && shared.helpers > 0 ? await startTeam(module, kernels, arena, SCRATCH_BYTES, shared.helpers, shared.start) : null
  const threads = team?.threads ?? 1
  const machine: Machine = { arena, kernels, ...(team && { team }), minFlops: shared?.minFlops ?? MIN_FLOPS }
  return {
    kind: 'wasm',
    threads,
    software: false,
    adapter: `CPU, ${relaxed ? 'relaxed SIMD' : 'SIMD'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    lost: new Promise(() => {}),
    createStore: async (layout, options) => createStore(machine, layout, options?.training ?? true),
    destroy: () => team?.end(),
  }
}

function createStore(machine: Machine, layout: ParameterLayout, training: boolean): ParameterStore {
  const { arena } = machine
  const buffers: FlatBuffer[] = training ? ['weight', 'grad', 'm', 'v'] : ['weight']
  const blocks = arena.allocateAll(buffers.map(() => layout.size * 4))
  const addresses = new Map(buffers.map((buffer, i) => [buffer, blocks[i]!]))
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
    // A copy that is not shared: what reads it may be handed to another thread, decoded or hashed.
    read: async (buffer, offset = 0, length = layout.size - offset) =>
      new Float32Array(arena.memory.buffer, base(buffer), layout.size).slice(offset, offset + length),
    compile: async (plan, beside) => createProgram(machine, plan, base, beside as WasmProgram | undefined),
    destroy() {
      for (const address of addresses.values()) arena.free(address)
      addresses.clear()
    },
  }
}
