/** What this machine's WebAssembly can do at most: multiply-adds on numbers that never leave the registers. */
import { madd } from '../../ops/math.as'

/** Multiply-adds of one pass of the loop: nine sums, as many as V8 keeps in registers, of four numbers each. */
export const PEAK_MADDS: i32 = 36

/**
 * @param out takes the sums (36 floats), so that no compiler leaves them out
 * @param passes of the loop
 */
export function peak(out: usize, passes: i32): void {
  const x = v128.load(out)
  const y = v128.load(out, 16)
  let a = v128.load(out, 32), b = a, c = a
  let d = a, e = a, f = a
  let g = a, h = a, i = a
  for (let n = 0; n < passes; n++) {
    a = madd(x, y, a)
    b = madd(x, y, b)
    c = madd(x, y, c)
    d = madd(x, y, d)
    e = madd(x, y, e)
    f = madd(x, y, f)
    g = madd(x, y, g)
    h = madd(x, y, h)
    i = madd(x, y, i)
  }
  v128.store(out, a)
  v128.store(out, b, 16)
  v128.store(out, c, 32)
  v128.store(out, d, 48)
  v128.store(out, e, 64)
  v128.store(out, f, 80)
  v128.store(out, g, 96)
  v128.store(out, h, 112)
  v128.store(out, i, 128)
}
