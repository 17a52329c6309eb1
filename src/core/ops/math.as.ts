/** SIMD arithmetic that the kernels share: fused multiply-add, exp, tanh, sums, and the counter-based random numbers. */

/** a·b + c: one instruction where relaxed SIMD is on, two where it is not. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (isDefined(ASC_FEATURE_RELAXED_SIMD) && ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}

/** Constants of exp4. A load costs one instruction; engines build a constant vector anew, in several, at each use. */
const E = memory.data<f32>([
  87.0, -87.0, 1.44269504, 12582912.0, -0.693359375, 2.12194440e-4, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0,
])

// @ts-ignore: decorator
@inline
function e(i: usize): v128 {
  return v128.load32_splat(E + (i << 2))
}

/**
 * eˣ on four lanes, relative error below 2e-7 for |x| ≤ 87, beyond which neither it nor its inverse is a normal number; NaN stays NaN.
 * x = n·ln 2 + r, |r| ≤ ln 2 / 2; eʳ by its Taylor series to the sixth power; 2ⁿ put straight into the exponent bits.
 * Adding 3·2²² rounds to a whole number and leaves it in the lowest bits.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, e(0)), e(1))
  const shifted = madd(x, e(2), e(3))
  const n = f32x4.sub(shifted, e(3))
  const r = madd(n, e(5), madd(n, e(4), x))
  let p = madd(r, e(6), e(7))
  p = madd(p, r, e(8))
  p = madd(p, r, e(9))
  p = madd(p, r, e(10))
  p = madd(p, r, e(11))
  p = madd(p, r, e(11))
  return f32x4.mul(p, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23))
}

// @ts-ignore: decorator
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0)
}

/** tanh x = 1 − 2 / (e²ˣ + 1) */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1.0)
  return f32x4.sub(one, f32x4.div(f32x4.splat(2.0), f32x4.add(exp4(f32x4.add(x, x)), one)))
}

/** Natural logarithm in f64, for the few places that take one a row. */
// @ts-ignore: decorator
@inline
export function log1(x: f32): f32 {
  return <f32>Math.log(<f64>x)
}

// @ts-ignore: decorator
@inline
export function sumLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
}

// @ts-ignore: decorator
@inline
export function maxLanes(v: v128): f32 {
  return max(max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)))
}

// @ts-ignore: decorator
@inline
function hash32(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x21f0aaad
  x = (x ^ (x >> 15)) * 0x735a2d97
  return x ^ (x >> 15)
}

/** Dropout's mask for one element, scaled; the same integers as core/random.ts. */
// @ts-ignore: decorator
@inline
export function dropoutScale(key: u32, index: u32, p: f32): f32 {
  const threshold = <u32>Mathf.round(p * 16777216.0)
  return (hash32(hash32(index ^ key) + key) >> 8) < threshold ? 0.0 : 1.0 / (1.0 - p)
}

/** y[i] += x[i] */
export function addInto(y: usize, x: usize, n: i32): void {
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2
    v128.store(y + at, f32x4.add(v128.load(y + at), v128.load(x + at)))
  }
  for (; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(y + at, load<f32>(y + at) + load<f32>(x + at))
  }
}

/** Where the share of `n` columns ends that goes with the first `units` of `all`. Columns that a vector holds stay together. */
export function share(units: i32, all: i32, n: i32): i32 {
  return units == all ? n : <i32>(<i64>units * n / all) & ~3
}
