/**
 * A row vector times a matrix: a token that is decoded. Packing the matrix would cost more than the product.
 * Where B is [K,N], a number's sum has the order that matmul.as.ts gives it, so that a row has the same bits alone and among others.
 */
import { madd } from '../math.as'
import { callerScratch, KC } from './matmul.as'

/** Columns at a time: the sums of a chain stay in the first-level cache. */
const STRIP: i32 = 1024

/** c [n0…n1 of N] = a [K] · B, where B is [K,N], or stored [N,K] where transB; row stride ldb. */
export function vectorTimesMatrix(c: usize, a: usize, b: usize, ldb: i32, transB: bool, K: i32, n0: i32, n1: i32): void {
  if (transB) {
    dots(c + (<usize>n0 << 2), a, b + (<usize>n0 * <usize>ldb << 2), <usize>ldb << 2, n1 - n0, K)
    return
  }
  const stride = <usize>ldb << 2
  for (let n = n0; n < n1; n += STRIP) {
    const columns = min(STRIP, n1 - n), out = c + (<usize>n << 2)
    for (let k0 = 0; k0 < K; k0 += KC) {
      const goal = k0 > 0 ? callerScratch : out
      memory.fill(goal, 0, <usize>columns << 2)
      addRows(goal, a + (<usize>k0 << 2), b + <usize>k0 * stride + (<usize>n << 2), stride, min(KC, K - k0), columns)
      if (k0 > 0) addTo(out, callerScratch, columns)
    }
  }
}

/** c [columns] += a [rows] · B, four rows in one go over c. */
function addRows(c: usize, a: usize, b: usize, stride: usize, rows: i32, columns: i32): void {
  let k = 0
  for (; k + 4 <= rows; k += 4) {
    const s0 = v128.load32_splat(a), s1 = v128.load32_splat(a, 4), s2 = v128.load32_splat(a, 8), s3 = v128.load32_splat(a, 12)
    const b1 = b + stride, b2 = b1 + stride, b3 = b2 + stride
    let n = 0
    for (; n + 4 <= columns; n += 4) {
      const at = <usize>n << 2
      const sum = madd(s1, v128.load(b1 + at), madd(s0, v128.load(b + at), v128.load(c + at)))
      v128.store(c + at, madd(s3, v128.load(b3 + at), madd(s2, v128.load(b2 + at), sum)))
    }
    // A number gets the same rounding wherever a part of the row ends: as a lane of its own.
    for (; n < columns; n++) {
      const at = <usize>n << 2
      const sum = madd(s1, v128.load32_splat(b1 + at), madd(s0, v128.load32_splat(b + at), v128.load32_splat(c + at)))
      store<f32>(c + at, f32x4.extract_lane(madd(s3, v128.load32_splat(b3 + at), madd(s2, v128.load32_splat(b2 + at), sum)), 0))
    }
    a += 16
    b = b3 + stride
  }
  for (; k < rows; k++) {
    const s = v128.load32_splat(a)
    for (let n = 0; n < columns; n++) {
      const at = <usize>n << 2
      store<f32>(c + at, f32x4.extract_lane(madd(s, v128.load32_splat(b + at), v128.load32_splat(c + at)), 0))
    }
    a += 4
    b += stride
  }
}

function addTo(c: usize, sums: usize, columns: i32): void {
  let n = 0
  for (; n + 4 <= columns; n += 4) v128.store(c + (<usize>n << 2), f32x4.add(v128.load(c + (<usize>n << 2)), v128.load(sums + (<usize>n << 2))))
  for (; n < columns; n++) store<f32>(c + (<usize>n << 2), load<f32>(c + (<usize>n << 2)) + load<f32>(sums + (<usize>n << 2)))
}

/** c[i] = dot(a, row i of b); four rows at a time, whose sums do not wait for each other. */
function dots(c: usize, a: usize, b: usize, stride: usize, rows: i32, K: i32): void {
  let i = 0
  for (; i + 4 <= rows; i += 4) {
    const b1 = b + stride, b2 = b1 + stride, b3 = b2 + stride
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
    let k = 0
    for (; k + 4 <= K; k += 4) {
      const at = <usize>k << 2
      const x = v128.load(a + at)
      s0 = madd(x, v128.load(b + at), s0)
      s1 = madd(x, v128.load(b1 + at), s1)
      s2 = madd(x, v128.load(b2 + at), s2)
      s3 = madd(x, v128.load(b3 + at), s3)
    }
    store<f32>(c, finishDot(s0, a, b, k, K))
    store<f32>(c, finishDot(s1, a, b1, k, K), 4)
    store<f32>(c, finishDot(s2, a, b2, k, K), 8)
    store<f32>(c, finishDot(s3, a, b3, k, K), 12)
    c += 16
    b = b3 + stride
  }
  for (; i < rows; i++) {
    store<f32>(c, dot(a, b, K))
    c += 4
    b += stride
  }
}

/** Σ x[i]·y[i] */
export function dot(x: usize, y: usize, n: i32): f32 {
  let sum = f32x4.splat(0)
  let i = 0
  for (; i + 4 <= n; i += 4) sum = madd(v128.load(x + (<usize>i << 2)), v128.load(y + (<usize>i << 2)), sum)
  return finishDot(sum, x, y, i, n)
}

// @ts-ignore: decorator
@inline
function finishDot(sum: v128, x: usize, y: usize, i: i32, n: i32): f32 {
  let total = (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  for (; i < n; i++) total += load<f32>(x + (<usize>i << 2)) * load<f32>(y + (<usize>i << 2))
  return total
}
