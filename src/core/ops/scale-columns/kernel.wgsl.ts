/** Column scaling on the GPU. */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

/** y [M,N] = x ∘ scale */
export function scaleColumnsKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.width)
  const width = args.width / per
  const bindings = [read('x', inputs.x, T), read('scale', inputs.scale, T), write('y', outputs.y, T)]
  return [pointwise(`scaleColumns ${outputs.y.name}`, bindings, args.rows * width, `y[i] = x[i] * scale[i % ${width}u];`)]
}
