/** One row of LayerNorm or RMSNorm in SIMD: three passes over a row that stays in the first-level cache. */
import { madd, sumLanes } from '../math.as'

export const LAYER_NORM: i32 = 0

/** s [C] → out [C], and the row's mean and rstd. bias may be 0: none */
// @ts-ignore: AssemblyScript's decorator
@inline
export function normRow(out: usize, mean: usize, rstd: usize, s: usize, gain: usize, bias: usize, C: i32, eps: f32, kind: i32): void {
  const C4 = C & ~3
  let mu: f32 = 0
  if (kind == LAYER_NORM) {
    let total = f32x4.splat(0)
    for (let c = 0; c < C4; c += 4) total = f32x4.add(total, v128.load(s + (<usize>c << 2)))
    mu = sumLanes(total)
    for (let c = C4; c < C; c++) mu += load<f32>(s + (<usize>c << 2))
    mu /= <f32>C
  }
  let squares = f32x4.splat(0)
  for (let c = 0; c < C4; c += 4) {
    const d = f32x4.sub(v128.load(s + (<usize>c << 2)), f32x4.splat(mu))
    squares = madd(d, d, squares)
  }
  let variance = sumLanes(squares)
  for (let c = C4; c < C; c++) {
    const d = load<f32>(s + (<usize>c << 2)) - mu
    variance += d * d
  }
  const r: f32 = 1.0 / sqrt<f32>(variance / <f32>C + eps)
  store<f32>(mean, mu)
  store<f32>(rstd, r)
  for (let c = 0; c < C4; c += 4) {
    const at = <usize>c << 2
    const xhat = f32x4.mul(f32x4.sub(v128.load(s + at), f32x4.splat(mu)), f32x4.splat(r))
    v128.store(out + at, madd(xhat, v128.load(gain + at), bias ? v128.load(bias + at) : f32x4.splat(0)))
  }
  for (let c = C4; c < C; c++) {
    const at = <usize>c << 2
    store<f32>(out + at, (load<f32>(s + at) - mu) * r * load<f32>(gain + at) + (bias ? load<f32>(bias + at) : 0))
  }
}

/** d = dy [C], s = x [C] → out = dx [C]. addend may be 0: none */
// @ts-ignore: AssemblyScript's decorator
@inline
export function normRowBackward(out: usize, d: usize, s: usize, mu: f32, r: f32, gain: usize, addend: usize, C: i32, kind: i32): void {
  const C4 = C & ~3
  let g4 = f32x4.splat(0), gx4 = g4
  for (let c = 0; c < C4; c += 4) {
    const at = <usize>c << 2
    const xhat = f32x4.mul(f32x4.sub(v128.load(s + at), f32x4.splat(mu)), f32x4.splat(r))
    const dv = v128.load(d + at)
    const g = f32x4.mul(dv, v128.load(gain + at))
    g4 = f32x4.add(g4, g)
    gx4 = madd(g, xhat, gx4)
  }
  let meanG = sumLanes(g4), meanGx = sumLanes(gx4)
  for (let c = C4; c < C; c++) {
    const at = <usize>c << 2
    const xhat = (load<f32>(s + at) - mu) * r
    const dv = load<f32>(d + at)
    const g = dv * load<f32>(gain + at)
    meanG += g
    meanGx += g * xhat
  }
  meanG = kind == LAYER_NORM ? meanG / <f32>C : 0
  meanGx /= <f32>C
  for (let c = 0; c < C4; c += 4) {
    const at = <usize>c << 2
    const xhat = f32x4.mul(f32x4.sub(v128.load(s + at), f32x4.splat(mu)), f32x4.splat(r))
    const g = f32x4.mul(v128.load(d + at), v128.load(gain + at))
    const centered = f32x4.sub(f32x4.sub(g, f32x4.splat(meanG)), f32x4.mul(xhat, f32x4.splat(meanGx)))
    v128.store(out + at, addend ? madd(centered, f32x4.splat(r), v128.load(addend + at)) : f32x4.mul(centered, f32x4.splat(r)))
  }
  for (let c = C4; c < C; c++) {
    const at = <usize>c << 2
    const xhat = (load<f32>(s + at) - mu) * r
    const value = r * (load<f32>(d + at) * load<f32>(gain + at) - meanG - xhat * meanGx)
    store<f32>(out + at, addend ? value + load<f32>(addend + at) : value)
  }
}
