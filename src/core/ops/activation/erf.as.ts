/**
 * GELU by erf and its slope on four lanes: x·Φ(x), Φ the share of a normal below x. The tail 1 − Φ(|x|) = erfc(|x|/√2) / 2 by the
 * polynomial of Abramowitz and Stegun (1964, 7.1.26), within 7.5e-8.
 */
import { exp4, madd } from '../math.as'

/** 1, 1/√2, p, a₅/2, a₄/2, a₃/2, a₂/2, a₁/2, 1/√(2π) */
const A = memory.data<f32>([
  1.0, 0.7071067812, 0.3275911, 0.5307027145, -0.7265760135, 0.7107068705, -0.142248368, 0.127414796, 0.3989422804,
])

// @ts-ignore: decorator
@inline
function a(i: usize): v128 {
  return v128.load32_splat(A + (i << 2))
}

/** Φ(x), where `bell` is e^(−x²/2) */
// @ts-ignore: decorator
@inline
function shareBelow(x: v128, bell: v128): v128 {
  const t = f32x4.div(a(0), madd(f32x4.mul(f32x4.abs(x), a(1)), a(2), a(0)))
  let p = madd(t, a(3), a(4))
  p = madd(p, t, a(5))
  p = madd(p, t, a(6))
  p = madd(p, t, a(7))
  const tail = f32x4.mul(f32x4.mul(p, t), bell)
  return v128.bitselect(f32x4.sub(a(0), tail), tail, f32x4.gt(x, f32x4.splat(0)))
}

// @ts-ignore: decorator
@inline
function bellOf(x: v128): v128 {
  return exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)))
}

// @ts-ignore: decorator
@inline
export function geluErf4(x: v128): v128 {
  return f32x4.mul(x, shareBelow(x, bellOf(x)))
}

/** Φ(x) + x·φ(x) */
// @ts-ignore: decorator
@inline
export function geluErfSlope4(x: v128): v128 {
  const bell = bellOf(x)
  return madd(f32x4.mul(x, bell), a(8), shareBelow(x, bell))
}
