/**
 * C = A·B, packed and cache-blocked, in any of the transposes; the matmul under every linear layer and head.
 *
 * As in Goto and van de Geijn (2008): panels of A (four rows) and of B (eight columns) are packed so that the inner loop
 * reads memory in order; blocks of KC keep a pair of panels in the first-level cache. The order of every sum
 * depends on the shapes alone.
 *
 * The ladder, GFLOP/s of forward and both backward products at [1024,128]·[128,512], relaxed SIMD, V8 11.3, one thread
 * of an AMD EPYC (a naive triple loop in JavaScript: 0.3). V8 keeps about nine accumulators in registers; one more and
 * it spills inside the loop:
 *   6×8 (12 accumulators) 20.5 · 8×8 (16) 19.6 · 4×16 (16) 23.5 · 5×8 (10) 18.9 · 2×20 (10) 17.3
 *   3×8 (6) 35.0 · 3×12 (9) 44.1 · 2×16 (8) 45.1 · 4×8 (8) 42.2, kept: narrow edges waste least
 */
import { madd } from '../../runtime/wasm/math.as'

const ROWS: i32 = 4
const COLUMNS: i32 = 8
const KC: i32 = 256
const MC: i32 = 96
const NC: i32 = 512

/** Scratch memory, given by the runtime: packed A, packed B, one tile for edges, then whatever the caller keeps. */
let packedA: usize = 0
let packedB: usize = 0
let edge: usize = 0
export let callerScratch: usize = 0

export function setScratch(address: usize): void {
  packedA = address
  packedB = packedA + MC * KC * 4
  edge = packedB + KC * NC * 4
  callerScratch = edge + 256
}

/**
 * C [M,N] (row stride ldc) = A·B, or += where accumulate. A is [M,K] with row stride lda, or stored [K,M] where transA;
 * B is [K,N] with row stride ldb, or stored [N,K] where transB. Strides in elements.
 */
export function matmul(
  c: usize, ldc: i32, a: usize, lda: i32, transA: bool, b: usize, ldb: i32, transB: bool,
  M: i32, N: i32, K: i32, accumulate: bool,
): void {
  if (M == 1 && !transA) return vectorTimesMatrix(c, a, b, ldb, transB, N, K, accumulate)
  for (let n0 = 0; n0 < N; n0 += NC) {
    const nc = min(NC, N - n0)
    for (let k0 = 0; k0 < K; k0 += KC) {
      const kc = min(KC, K - k0)
      const add = accumulate || k0 > 0
      packB(b, ldb, transB, k0, kc, n0, nc)
      for (let m0 = 0; m0 < M; m0 += MC) {
        const mc = min(MC, M - m0)
        packA(a, lda, transA, m0, mc, k0, kc)
        block(c + (<usize>(m0 * ldc + n0) << 2), ldc, mc, nc, kc, add)
      }
    }
  }
}

function block(c: usize, ldc: i32, mc: i32, nc: i32, kc: i32, add: bool): void {
  for (let n = 0; n < nc; n += COLUMNS) {
    const pb = packedB + (<usize>(n * kc) << 2)
    for (let m = 0; m < mc; m += ROWS) {
      const pa = packedA + (<usize>(m * kc) << 2)
      const target = c + (<usize>(m * ldc + n) << 2)
      if (m + ROWS <= mc && n + COLUMNS <= nc) tile(target, <usize>ldc << 2, pa, pb, kc, add)
      else {
        tile(edge, <usize>COLUMNS << 2, pa, pb, kc, false)
        copyEdge(target, ldc, min(ROWS, mc - m), min(COLUMNS, nc - n), add)
      }
    }
  }
}

function copyEdge(c: usize, ldc: i32, rows: i32, columns: i32, add: bool): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      const target = c + (<usize>(r * ldc + j) << 2)
      const value = load<f32>(edge + (<usize>(r * COLUMNS + j) << 2))
      store<f32>(target, add ? load<f32>(target) + value : value)
    }
  }
}

/** 4 × 8 of C from two packed panels, in eight accumulators. */
function tile(c: usize, stride: usize, a: usize, b: usize, k: i32, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00
  const end = a + (<usize>k * ROWS * 4)
  while (a < end) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let s = v128.load32_splat(a)
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01)
    s = v128.load32_splat(a, 4)
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11)
    s = v128.load32_splat(a, 8)
    c20 = madd(s, b0, c20); c21 = madd(s, b1, c21)
    s = v128.load32_splat(a, 12)
    c30 = madd(s, b0, c30); c31 = madd(s, b1, c31)
    a += ROWS * 4
    b += COLUMNS * 4
  }
  storeRow(c, c00, c01, add); c += stride
  storeRow(c, c10, c11, add); c += stride
  storeRow(c, c20, c21, add); c += stride
  storeRow(c, c30, c31, add)
}

// @ts-ignore: decorator
@inline
function storeRow(c: usize, left: v128, right: v128, add: bool): void {
  v128.store(c, add ? f32x4.add(v128.load(c), left) : left)
  v128.store(c, add ? f32x4.add(v128.load(c, 16), right) : right, 16)
}

/** Rows m0 … m0+mc of A, columns k0 … k0+kc, as panels [kc][ROWS], zero where there are no more rows. */
function packA(a: usize, lda: i32, trans: bool, m0: i32, mc: i32, k0: i32, kc: i32): void {
  let out = packedA
  const down = trans ? <usize>4 : <usize>lda << 2
  const along = trans ? <usize>lda << 2 : <usize>4
  for (let m = 0; m < mc; m += ROWS) {
    let p = a + <usize>(m0 + m) * down + <usize>k0 * along
    const rows = min(ROWS, mc - m)
    if (rows == ROWS) {
      const d2 = down * 2, d3 = down * 3
      for (let k = 0; k < kc; k++) {
        store<f32>(out, load<f32>(p))
        store<f32>(out, load<f32>(p + down), 4)
        store<f32>(out, load<f32>(p + d2), 8)
        store<f32>(out, load<f32>(p + d3), 12)
        out += ROWS * 4
        p += along
      }
    } else {
      for (let k = 0; k < kc; k++) {
        for (let r = 0; r < ROWS; r++) store<f32>(out + (<usize>r << 2), r < rows ? load<f32>(p + <usize>r * down) : 0)
        out += ROWS * 4
        p += along
      }
    }
  }
}

/** Columns n0 … n0+nc of B as panels [kc][COLUMNS], zero where there are no more columns. */
function packB(b: usize, ldb: i32, trans: bool, k0: i32, kc: i32, n0: i32, nc: i32): void {
  let out = packedB
  const down = trans ? <usize>4 : <usize>ldb << 2
  const along = trans ? <usize>ldb << 2 : <usize>4
  for (let n = 0; n < nc; n += COLUMNS) {
    let p = b + <usize>k0 * down + <usize>(n0 + n) * along
    const columns = min(COLUMNS, nc - n)
    if (columns == COLUMNS && !trans) {
      for (let k = 0; k < kc; k++) {
        v128.store(out, v128.load(p))
        v128.store(out, v128.load(p, 16), 16)
        out += COLUMNS * 4
        p += down
      }
    } else {
      for (let k = 0; k < kc; k++) {
        for (let j = 0; j < COLUMNS; j++) store<f32>(out + (<usize>j << 2), j < columns ? load<f32>(p + <usize>j * along) : 0)
        out += COLUMNS * 4
        p += down
      }
    }
  }
}

/** One row: decoding a token. Packing B would cost more than the product. */
function vectorTimesMatrix(c: usize, a: usize, b: usize, ldb: i32, transB: bool, N: i32, K: i32, accumulate: bool): void {
  if (!accumulate) memory.fill(c, 0, <usize>N << 2)
  const stride = <usize>ldb << 2
  if (transB) {
    for (let n = 0; n < N; n++) {
      const target = c + (<usize>n << 2)
      store<f32>(target, load<f32>(target) + dot(a, b + <usize>n * stride, K))
    }
    return
  }
  for (let k = 0; k < K; k++) {
    const s = load<f32>(a + (<usize>k << 2))
    const row = b + <usize>k * stride
    let n = 0
    for (; n + 4 <= N; n += 4) {
      const at = <usize>n << 2
      v128.store(c + at, madd(f32x4.splat(s), v128.load(row + at), v128.load(c + at)))
    }
    for (; n < N; n++) {
      const at = <usize>n << 2
      store<f32>(c + at, load<f32>(c + at) + s * load<f32>(row + at))
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
