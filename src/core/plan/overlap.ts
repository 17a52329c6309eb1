/** Do two tensors share memory? */
import { elements, type Tensor } from './plan.ts'

const FLAT: readonly string[] = ['weight', 'grad', 'm', 'v']

/** Parts of one flat buffer do where they meet; any other tensor has memory of its own. */
export function overlap(a: Tensor, b: Tensor): boolean {
  if (a.kind !== b.kind || !FLAT.includes(a.kind)) return a.name === b.name
  return a.offset < b.offset + elements(b.shape) && b.offset < a.offset + elements(a.shape)
}
