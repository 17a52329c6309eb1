/** The linear layer in SIMD: the matmul, then bias and GELU over what is still in the cache. */
import { addInto, madd, tanh4 } from '../../runtime/wasm/math.as'
import { matmul } from './matmul.as'

export function linear(y: usize, pre: usize, x: usize, weight: usize, bias: usize, M: i32, N: i32, K: i32, transposed: bool): void {
  const z = pre ? pre : y
  matmul(z, N, x, K, false, weight, transposed ? K : N, transposed, M, N, K, false)
  if (bias) for (let m = 0; m < M; m++) addInto(z + (<usize>(m * N) << 2), bias, N)
  if (pre) geluInto(y, pre, M * N)
}

export function linearBackwardInput(dx: usize, dy: usize, weight: usize, pre: usize, addend: usize, M: i32, N: i32, K: i32, transposed: bool): void {
  matmul(dx, K, dy, N, false, weight, transposed ? K : N, !transposed, M, K, N, false)
  if (pre) timesGeluSlope(dx, pre, M * K)
  if (addend) addInto(dx, addend, M * K)
}

export function linearBackwardWeight(
  dweight: usize, dbias: usize, x: usize, dy: usize, M: i32, N: i32, K: i32, transposed: bool, accumulate: bool,
): void {
  if (transposed) matmul(dweight, K, dy, N, true, x, K, false, N, K, M, accumulate)
  else matmul(dweight, N, x, K, true, dy, N, false, K, N, M, accumulate)
  if (dbias) {
    if (!accumulate) memory.fill(dbias, 0, <usize>N << 2)
    for (let m = 0; m < M; m++) addInto(dbias, dy + (<usize>(m * N) << 2), N)
  }
}

/** tanh(√(2/π)·(x + 0.044715·x³)) */
// @ts-ignore: decorator
@inline
function geluTanh(x: v128): v128 {
  const cubic = madd(f32x4.mul(f32x4.mul(x, x), x), f32x4.splat(0.044715), x)
  return tanh4(f32x4.mul(cubic, f32x4.splat(0.7978845608)))
}

// @ts-ignore: decorator
@inline
export function gelu4(x: v128): v128 {
  const half = f32x4.mul(x, f32x4.splat(0.5))
  return madd(half, geluTanh(x), half)
}

// @ts-ignore: decorator
@inline
export function geluSlope4(x: v128): v128 {
  const one = f32x4.splat(1.0)
  const t = geluTanh(x)
  const inner = f32x4.mul(madd(f32x4.mul(x, x), f32x4.splat(3.0 * 0.044715), one), f32x4.splat(0.7978845608))
  const bell = f32x4.mul(f32x4.mul(x, inner), f32x4.sub(one, f32x4.mul(t, t)))
  return f32x4.mul(f32x4.splat(0.5), f32x4.add(f32x4.add(one, t), bell))
}

function geluInto(y: usize, x: usize, n: i32): void {
  let i = 0
  for (; i + 4 <= n; i += 4) v128.store(y + (<usize>i << 2), gelu4(v128.load(x + (<usize>i << 2))))
  for (; i < n; i++) store<f32>(y + (<usize>i << 2), f32x4.extract_lane(gelu4(v128.load32_splat(x + (<usize>i << 2))), 0))
}

/** d[i] *= gelu′(x[i]) */
function timesGeluSlope(d: usize, x: usize, n: i32): void {
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2
    v128.store(d + at, f32x4.mul(v128.load(d + at), geluSlope4(v128.load(x + at))))
  }
  for (; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(d + at, load<f32>(d + at) * f32x4.extract_lane(geluSlope4(v128.load32_splat(x + at)), 0))
  }
}
