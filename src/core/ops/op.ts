/** What an op is: shapes, FLOPs, gradient rule, and the bindings to its kernels. */
import type { KernelCall, ReplayScalars, Tensor } from '../plan/plan.ts'
import type { GradientTape } from '../plan/tape.ts'

/** Gives the float64 contents of a tensor: the reference runtime's memory. */
export type Memory = (tensor: Tensor) => Float64Array
/** Gives a tensor's byte address in wasm memory. */
export type Address = (tensor: Tensor | undefined) => number

export interface Op {
  /** floating-point operations of one call; a multiply-add counts as two */
  flops(call: KernelCall): number
  /** Computes the call in float64, as the formula says: the oracle of the tests. */
  reference(call: KernelCall, memory: Memory, scalars: ReplayScalars): void
  /** The exported AssemblyScript function and its arguments. A missing optional tensor has address 0. */
  wasm(call: KernelCall, at: Address, scalars: ReplayScalars): readonly [name: string, ...args: number[]]
  /**
   * Into how many units the kernel's work can be cut for several threads, by the shapes alone. The kernel then takes two more
   * arguments, the units `from` … `to` that it shall compute, and gives each the same bits in whatever company. Absent: it runs whole.
   */
  units?(call: KernelCall): number
  /** Emits the backward calls, given the gradients of this call's outputs on the tape. */
  backward?(call: KernelCall, tape: GradientTape): void
}
