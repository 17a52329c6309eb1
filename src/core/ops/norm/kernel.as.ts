/** LayerNorm and RMSNorm in SIMD, rows `from` … `to`. */
import { share } from '../math.as'
import { gainSums } from './gains.as'
import { normRow, normRowBackward } from './row.as'

/** bias may be 0: none */
export function norm(y: usize, mean: usize, rstd: usize, x: usize, gain: usize, bias: usize, C: i32, eps: f32, kind: i32, from: i32, to: i32): void {
  for (let m = from; m < to; m++) {
    const row = <usize>(m * C) << 2, one = <usize>m << 2
    normRow(y + row, mean + one, rstd + one, x + row, gain, bias, C, eps, kind)
  }
}

/** dbias and addend may be 0: none */
export function normBackward(
  dx: usize, dgain: usize, dbias: usize, dy: usize, x: usize, mean: usize, rstd: usize, gain: usize, addend: usize,
  M: i32, C: i32, kind: i32, accumulate: bool, from: i32, to: i32,
): void {
  gainSums(dgain, dbias, dy, x, mean, rstd, M, C, share(from, M, C), share(to, M, C), accumulate)
  for (let m = from; m < to; m++) {
    const row = <usize>(m * C) << 2
    const mu = load<f32>(mean + (<usize>m << 2)), r = load<f32>(rstd + (<usize>m << 2))
    normRowBackward(dx + row, dy + row, x + row, mu, r, gain, addend ? addend + row : 0, C, kind)
  }
}
