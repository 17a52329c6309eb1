/** A gradient that may meet an earlier one: written alone if it is the first, summed by an `add` if it is not. */
import type { GradientTape } from '../../plan/tape.ts'
import type { Tensor } from '../../plan/plan.ts'

/**
 * `write` emits the call that fills dx, one contribution to dL/d(x). For ops whose backward kernel has no `addend`.
 * A sum never goes into the earlier gradient's memory: other tensors may share it.
 */
export function contributeTo(x: Tensor, tape: GradientTape, write: (dx: Tensor) => void): void {
  const { gradient, addend } = tape.contribute(x)
  if (!addend) {
    write(gradient)
    return
  }
  const part = tape.activation(`${gradient.name}/part`, x.shape)
  write(part)
  tape.call('add', { a: addend, b: part }, { y: gradient }, { size: x.shape.reduce((n, length) => n * length, 1) })
}
