/** What a gradient rule works with: the gradients gathered so far, and where the next ones go. */
import type { OpName } from '../ops/name.ts'
import type { Tensor } from './plan.ts'

export interface GradientTape {
  /** dL/d(tensor) as gathered so far, or undefined if nothing reads the tensor. */
  gradientOf(tensor: Tensor): Tensor | undefined
  /**
   * Names the tensor that will hold dL/d(tensor). Where an earlier contribution exists, the rule gets it as
   * `addend` and its kernel must write the sum (the old contribution is kept: later weight gradients read it). It is
   * called `grad/<name>`, or `grad/<name>/2` and so on where that is taken.
   */
  contribute(tensor: Tensor): { gradient: Tensor; addend: Tensor | undefined }
  /** Says that dL/d(tensor) is an existing tensor (a residual's skip side shares its sum's gradient). */
  share(tensor: Tensor, gradient: Tensor): void
  /** The gradient of a weight, and whether an earlier call already wrote it (tied weights add). */
  weightGradient(weight: Tensor): { gradient: Tensor; accumulate: 0 | 1 }
  /** If `tensor` is gelu(pre), that `pre`: the consumer's kernel then multiplies by gelu′(pre) and yields dL/d(pre). */
  preActivation(tensor: Tensor): Tensor | undefined
  activation(name: string, shape: readonly number[]): Tensor
  call(
    op: OpName,
    inputs: Record<string, Tensor | undefined>,
    outputs: Record<string, Tensor | undefined>,
    args: Record<string, number>,
  ): void
}
