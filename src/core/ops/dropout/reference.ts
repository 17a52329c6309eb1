/** Dropout (Srivastava et al. 2014): each value is zero with probability p, else divided by 1 − p to keep its mean. */
import { dropoutScale } from '../../random.ts'

/** x [N] → y [N]. `key` names the stream of random numbers: the same key gives the same mask. */
export function dropout(x: Float64Array, p: number, key: number): Float64Array {
  return x.map((value, i) => value * dropoutScale(key, i, p))
}
