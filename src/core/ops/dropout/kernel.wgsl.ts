/** Dropout on the GPU: every thread hashes its own element's mask. */
import type { KernelCall } from '../../plan/plan.ts'
import { pointwise } from '../pointwise.wgsl.ts'
import { type Dispatch, dropoutCode, read, uniform, write } from '../wgsl.ts'

/** y = x ∘ mask */
export function dropoutKernel({ inputs, outputs, args }: KernelCall): Dispatch[] {
  const bindings = [read('x', inputs.x), write('y', outputs.y), uniform('stream', args.stream)]
  const statement = 'y[i] = x[i] * dropout_scale(stream_key(stream), i);'
  return [pointwise(`dropout ${outputs.y.name}`, bindings, args.size, statement, dropoutCode(args.dropout))]
}
