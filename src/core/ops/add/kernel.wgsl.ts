/** Elementwise addition on the GPU. It only moves memory: what follows it should fuse it where it can (addLayerNorm does). */
import type { KernelCall } from '../../plan/plan.ts'
import { lanesOf, pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, read, write } from '../wgsl.ts'

/** y = a + b */
export function addKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const { T, per } = lanesOf(args.size)
  const bindings = [read('a', inputs.a, T), read('b', inputs.b, T), write('y', outputs.y, T)]
  return [pointwise(`add ${outputs.y.name}`, bindings, args.size / per, 'y[i] = a[i] + b[i];')]
}
