/** What a runtime is: something that replays plans over one store of parameters. */
import type { ParameterLayout, Plan, ReplayScalars } from '../plan/plan.ts'
import type { CallTime } from '../plan/print.ts'

export type RuntimeKind = 'webgpu' | 'wasm' | 'reference'
export type FlatBuffer = 'weight' | 'grad' | 'm' | 'v'

export interface Runtime {
  readonly kind: RuntimeKind
  /** what it runs on, for people: "NVIDIA H200 (Vulkan)", "CPU, SIMD, 1 thread" */
  readonly adapter: string
  readonly threads: number
  /** the adapter only pretends to be a GPU (SwiftShader, lavapipe) */
  readonly software: boolean
  /** replays plans that store activations in half precision; absent: it refuses them */
  readonly f16?: boolean
  /** Resolves when the device is gone, with the reason; never for a CPU. */
  readonly lost: Promise<string>
  /** Allocates the flat buffers, zeroed. `training: false` leaves out grad, m and v. Throws CourseError 'out-of-memory'. */
  createStore(layout: ParameterLayout, options?: { training?: boolean }): Promise<ParameterStore>
  /** Finds by trial which variants of its kernels suit this device, and remembers it; later programs are faster, and no bit changes. */
  tune?(): Promise<unknown>
  destroy(): void
}

/** The four flat buffers. Everything that outlives a plan lives here. */
export interface ParameterStore {
  readonly layout: ParameterLayout
  /** Writes `data` at element `offset` of one flat buffer. */
  write(buffer: FlatBuffer, data: Float32Array, offset?: number): void
  /** A copy of `length` elements from `offset` (default: everything). */
  read(buffer: FlatBuffer, offset?: number, length?: number): Promise<Float32Array>
  /**
   * Allocates the plan's activations and makes it ready to replay. States and constants that the plan has in common with that of
   * `beside`, by name, are those of `beside`: two plans fill one KV cache. `beside` must be destroyed last.
   */
  compile(plan: Plan, beside?: Program): Promise<Program>
  destroy(): void
}

/** A plan bound to memory. Replays never allocate. */
export interface Program {
  readonly plan: Plan
  /** GPU dispatches in one replay; kernel calls on a CPU */
  readonly dispatches: number
  /** bytes held by this program (without the store) */
  readonly bytes: number
  /** Writes an `input` (or `state`) tensor. Throws on an unknown name, a constant or a wrong length. */
  write(name: string, data: Float32Array | Int32Array): void
  /** Enqueues one replay. On a GPU it returns before the work is done. */
  replay(scalars: ReplayScalars): void
  /** One replay, and a copy of each of the named tensors as it leaves them; on a GPU all in one submit. */
  replayAndRead(scalars: ReplayScalars, names: readonly string[]): Promise<Float32Array[]>
  /** Enqueues one replay after the other, on a GPU in one submit; each sees what the ones before it left. */
  replayEach(all: readonly ReplayScalars[]): void
  /**
   * One replay, timed: milliseconds of each call of the plan, in order, then of what the runtime does beside them.
   * Absent where the device has no clock of its own. Replays are slower this way.
   */
  profile?(scalars: ReplayScalars): Promise<CallTime[]>
  /** A copy of any named tensor, weights and gradients included, after all enqueued replays. */
  read(name: string): Promise<Float32Array>
  /** Waits until everything enqueued is done; rejects with CourseError if the device failed since. */
  finish(): Promise<void>
  destroy(): void
}
