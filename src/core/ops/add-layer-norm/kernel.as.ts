/** Residual add and LayerNorm in SIMD, rows `from` … `to`: each row's sum, then the norm of it. */
import { dropoutScale, share } from '../math.as'
import { gainSums } from '../norm/gains.as'
import { LAYER_NORM, normRow, normRowBackward } from '../norm/row.as'

export function addLayerNorm(
  y: usize, sum: usize, mean: usize, rstd: usize, a: usize, b: usize, gain: usize, bias: usize, C: i32, eps: f32, p: f32, key: u32,
  from: i32, to: i32,
): void {
  const C4 = C & ~3
  for (let m = from; m < to; m++) {
    const row = <usize>(m * C) << 2
    const s = sum + row
    if (p > 0) {
      for (let c = 0; c < C; c++) {
        const at = <usize>c << 2
        store<f32>(s + at, load<f32>(a + row + at) + load<f32>(b + row + at) * dropoutScale(key, m * C + c, p))
      }
    } else {
      for (let c = 0; c < C4; c += 4) {
        const at = <usize>c << 2
        v128.store(s + at, f32x4.add(v128.load(a + row + at), v128.load(b + row + at)))
      }
      for (let c = C4; c < C; c++) {
        const at = <usize>c << 2
        store<f32>(s + at, load<f32>(a + row + at) + load<f32>(b + row + at))
      }
    }
    const one = <usize>m << 2
    normRow(y + row, mean + one, rstd + one, s, gain, bias, C, eps, LAYER_NORM)
  }
}

export function addLayerNormBackward(
  dsum: usize, dbranch: usize, dgain: usize, dbias: usize, dy: usize, sum: usize, mean: usize, rstd: usize, gain: usize, M: i32, C: i32, accumulate: bool, p: f32, key: u32,
  from: i32, to: i32,
): void {
  gainSums(dgain, dbias, dy, sum, mean, rstd, M, C, share(from, M, C), share(to, M, C), accumulate)
  for (let m = from; m < to; m++) {
    const row = <usize>(m * C) << 2
    const out = dsum + row
    const mu = load<f32>(mean + (<usize>m << 2)), r = load<f32>(rstd + (<usize>m << 2))
    normRowBackward(out, dy + row, sum + row, mu, r, gain, 0, C, LAYER_NORM)
    if (dbranch) {
      for (let c = 0; c < C; c++) {
        const at = <usize>c << 2
        store<f32>(dbranch + row + at, load<f32>(out + at) * dropoutScale(key, m * C + c, p))
      }
    }
  }
}
