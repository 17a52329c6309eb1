/** How the calls of a plan are cut for several threads, and which calls have to wait for those before them. */
import { ops } from '../../ops/registry.ts'
import { elements, type KernelCall, type Tensor } from '../../plan/plan.ts'

export interface Cut {
  /** what the op says its kernel can be cut into; 0: it runs whole */
  units: number
  /** units that a thread takes at once */
  grain: number
  /** the call reads or overwrites what earlier calls write or read, and has to wait for all of them */
  waits: boolean
}

/** Byte range of a tensor in the runtime's memory. */
export type RangeOf = (tensor: Tensor) => readonly [from: number, to: number]

/**
 * Shares are as large as they can be, since each pays for packing its operands, and never of less work than `minFlops`.
 * What a unit computes does not depend on its share.
 */
export function cuts(calls: readonly KernelCall[], threads: number, minFlops: number, addressOf: (tensor: Tensor) => number): Cut[] {
  const range: RangeOf = (tensor) => [addressOf(tensor), addressOf(tensor) + 4 * elements(tensor.shape)]
  const waits = conflicts(calls, range)
  return calls.map((call, i) => {
    const op = ops[call.op]
    const units = op.units?.(call) ?? 0
    const worthwhile = Math.ceil((units * minFlops) / Math.max(1, op.flops(call)))
    return { units, grain: Math.max(1, Math.ceil(units / threads), worthwhile), waits: waits[i]! }
  })
}

/** Calls that do not wait run beside those before them, so each is held against all since the last that waited. */
function conflicts(calls: readonly KernelCall[], range: RangeOf): boolean[] {
  let read: (readonly [number, number])[] = []
  let written: (readonly [number, number])[] = []
  return calls.map((call) => {
    const inputs = Object.values(call.inputs).map(range)
    // A kernel may add to its outputs, so they count as read; but two writers conflict anyway.
    const outputs = Object.values(call.outputs).map(range)
    const conflict = overlap(inputs, written) || overlap(outputs, written) || overlap(outputs, read)
    if (conflict) [read, written] = [[], []]
    read.push(...inputs)
    written.push(...outputs)
    return conflict
  })
}

const overlap = (some: readonly (readonly [number, number])[], others: readonly (readonly [number, number])[]): boolean =>
  some.some(([from, to]) => others.some(([start, end]) => from < end && start < to))
