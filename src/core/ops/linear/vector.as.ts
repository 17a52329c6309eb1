/** A row vector times a matrix: a token that is decoded. Packing the matrix would cost more than the product. */
import { madd } from '../../runtime/wasm/math.as'

/** c [n0…n1 of N] = a [K] · B, where B is [K,N], or stored [N,K] where transB; row stride ldb. */
export function vectorTimesMatrix(c: usize, a: usize, b: usize, ldb: i32, transB: bool, K: i32, n0: i32, n1: i32): void {
  const stride = <usize>ldb << 2
  if (transB) {
    for (let n = n0; n < n1; n++) store<f32>(c + (<usize>n << 2), dot(a, b + <usize>n * stride, K))
    return
  }
  memory.fill(c + (<usize>n0 << 2), 0, <usize>(n1 - n0) << 2)
  for (let k = 0; k < K; k++) {
    const s = load<f32>(a + (<usize>k << 2))
    const row = b + <usize>k * stride
    let n = n0
    for (; n + 4 <= n1; n += 4) {
      const at = <usize>n << 2
      v128.store(c + at, madd(f32x4.splat(s), v128.load(row + at), v128.load(c + at)))
    }
    // A number gets the same rounding wherever a part of the row ends: as a lane of its own.
    for (; n < n1; n++) {
      const at = <usize>n << 2
      store<f32>(c + at, f32x4.extract_lane(madd(f32x4.splat(s), v128.load32_splat(row + at), v128.load32_splat(c + at)), 0))
    }
  }
}

/** Σ x[i]·y[i] */
export function dot(x: usize, y: usize, n: i32): f32 {
  let sum = f32x4.splat(0)
  let i = 0
  for (; i + 4 <= n; i += 4) sum = madd(v128.load(x + (<usize>i << 2)), v128.load(y + (<usize>i << 2)), sum)
  let total = (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  for (; i < n; i++) total += load<f32>(x + (<usize>i << 2)) * load<f32>(y + (<usize>i << 2))
  return total
}
