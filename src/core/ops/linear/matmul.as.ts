/**
 * C = A·B, cache-blocked, in any of the transposes; the matmul under every linear layer and head.
 *
 * After Goto and van de Geijn (2008), but only B is packed, into panels of 16 columns that stay in the first-level cache
 * while the rows of A pass: a row of A is read in order as it lies. Where A is stored transposed, it is turned first.
 * The order of every sum depends on the shapes alone, and a number's on its own row and column: C may be computed in parts.
 *
 * The ladder, GFLOP/s of a tile's loop, relaxed SIMD, V8 11.3, one thread of an AMD EPYC (a naive triple loop in
 * JavaScript: 0.3). V8 keeps about nine accumulators in registers; one more and it spills inside the loop, as it does
 * when the loop is unrolled:
 *   6×8 (12 accumulators) 20.5 · 8×8 (16) 19.6 · 4×16 (16) 23.5 · 5×8 (10) 18.9 · 2×20 (10) 17.3 · 4×8, unrolled twice 38.5
 *   A packed: 4×8 (8) 45.3, 2×16 (8) 47.4 · A as it lies: 4×8 44.2, 3×12 (9) 46.9, 2×16 47.1, kept
 * Whole products of [1024,128]·[128,512] with both operands packed one number at a time, 4×8: 42.2.
 */
import { madd } from '../math.as'
import { transposeInto } from '../transpose.as'

export { dot } from './vector.as'

/** Width of a panel of B. The columns that are left over at the end take a panel of 16, 8 or 4. */
export const PANEL: i32 = 16
/** Numbers that are summed in one chain; such sums are then added up. */
export const KC: i32 = 256
const MC: i32 = 96
const NC: i32 = 512

/** Scratch memory, given by the runtime: turned rows of A, packed B, one tile for edges, then whatever the caller keeps. */
let turnedA: usize = 0
let packedB: usize = 0
let edge: usize = 0
export let callerScratch: usize = 0

export function setScratch(address: usize): void {
  turnedA = address
  packedB = turnedA + MC * KC * 4
  edge = packedB + KC * NC * 4
  callerScratch = edge + 256
}

/** What a caller does to rows m … m+rows, columns n … n+columns of C once they are complete and still in the cache. */
export type Epilogue = (m: i32, rows: i32, n: i32, columns: i32) => void

export function nothing(_m: i32, _rows: i32, _n: i32, _columns: i32): void {}

/**
 * C [M,N] (row stride ldc) = A·B, or += where accumulate. A is [M,K] with row stride lda, or stored [K,M] where transA;
 * B is [K,N] with row stride ldb, or stored [N,K] where transB. Strides in elements.
 */
export function matmul(
  c: usize, ldc: i32, a: usize, lda: i32, transA: bool, b: usize, ldb: i32, transB: bool,
  M: i32, N: i32, K: i32, accumulate: bool, epilogue: Epilogue = nothing,
): void {
  for (let n0 = 0; n0 < N; n0 += NC) {
    const nc = min(NC, N - n0)
    for (let k0 = 0; k0 < K; k0 += KC) {
      const kc = min(KC, K - k0)
      packB(packedB, b, ldb, transB, k0, kc, n0, nc)
      for (let m0 = 0; m0 < M; m0 += MC) {
        const mc = min(MC, M - m0)
        let rows = a + (<usize>(m0 * lda + k0) << 2), stride = lda
        if (transA) {
          transposeInto(turnedA, kc, a + (<usize>(k0 * lda + m0) << 2), lda, kc, mc)
          rows = turnedA
          stride = kc
        }
        multiply(c + (<usize>(m0 * ldc + n0) << 2), ldc, rows, stride, packedB, kc, mc, nc, kc, accumulate || k0 > 0)
        if (k0 + kc == K) epilogue(m0, mc, n0, nc)
      }
    }
  }
}

/** Width of the panel that starts where `left` columns are left. */
// @ts-ignore: decorator
@inline
function panelWidth(left: i32): i32 {
  return left > 8 ? 16 : left > 4 ? 8 : 4
}

/**
 * C [M,N] = A·B, or += where add, with B in panels as packB leaves them: panel p starts at b + 16·p·panelRows numbers, and
 * its first K rows are used.
 */
export function multiply(c: usize, ldc: i32, a: usize, lda: i32, b: usize, panelRows: i32, M: i32, N: i32, K: i32, add: bool): void {
  for (let n = 0; n < N; n += PANEL) {
    const columns = min(PANEL, N - n)
    const width = panelWidth(columns)
    const panel = b + (<usize>(n * panelRows) << 2)
    const target = c + (<usize>n << 2)
    const whole = columns == width
    // Eight accumulators in every tile: two rows of 16 columns, four of 8, eight of 4.
    const rows = 32 / width
    let m = 0
    if (whole) for (; m + rows <= M; m += rows) tile(width, target + (<usize>(m * ldc) << 2), <usize>ldc << 2, a + (<usize>(m * lda) << 2), <usize>lda << 2, panel, K, add)
    for (; m < M; m += rows) {
      const present = min(rows, M - m)
      if (present == rows) edgeTile(width, target + (<usize>(m * ldc) << 2), ldc, a + (<usize>(m * lda) << 2), lda, panel, K, rows, columns, add)
      // Rows that are not there must not be read: each of the others takes a tile whose rows are all the same.
      else for (let r = m; r < M; r++) edgeTile(width, target + (<usize>(r * ldc) << 2), ldc, a + (<usize>(r * lda) << 2), 0, panel, K, 1, columns, add)
    }
  }
}

// @ts-ignore: decorator
@inline
function tile(width: i32, c: usize, stride: usize, a: usize, lda: usize, b: usize, k: i32, add: bool): void {
  if (width == 16) tile2x16(c, stride, a, lda, b, k, add)
  else if (width == 8) tile4x8(c, stride, a, lda, b, k, add)
  else tile8x4(c, stride, a, lda, b, k, add)
}

function edgeTile(width: i32, c: usize, ldc: i32, a: usize, lda: i32, b: usize, k: i32, rows: i32, columns: i32, add: bool): void {
  tile(width, edge, <usize>width << 2, a, <usize>lda << 2, b, k, false)
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      const target = c + (<usize>(r * ldc + j) << 2)
      const value = load<f32>(edge + (<usize>(r * width + j) << 2))
      store<f32>(target, add ? load<f32>(target) + value : value)
    }
  }
}

function tile2x16(c: usize, stride: usize, a: usize, lda: usize, b: usize, k: i32, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c02 = c00, c03 = c00, c10 = c00, c11 = c00, c12 = c00, c13 = c00
  let a1 = a + lda
  const end = a + (<usize>k << 2)
  while (a < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48)
    let s = v128.load32_splat(a)
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01); c02 = madd(s, b2, c02); c03 = madd(s, b3, c03)
    s = v128.load32_splat(a1)
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11); c12 = madd(s, b2, c12); c13 = madd(s, b3, c13)
    a += 4
    a1 += 4
    b += 64
  }
  put(c, c00, add); put(c + 16, c01, add); put(c + 32, c02, add); put(c + 48, c03, add)
  c += stride
  put(c, c10, add); put(c + 16, c11, add); put(c + 32, c12, add); put(c + 48, c13, add)
}

function tile4x8(c: usize, stride: usize, a: usize, lda: usize, b: usize, k: i32, add: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00
  let a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda
  const end = a + (<usize>k << 2)
  while (a < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16)
    let s = v128.load32_splat(a)
    c00 = madd(s, b0, c00); c01 = madd(s, b1, c01)
    s = v128.load32_splat(a1)
    c10 = madd(s, b0, c10); c11 = madd(s, b1, c11)
    s = v128.load32_splat(a2)
    c20 = madd(s, b0, c20); c21 = madd(s, b1, c21)
    s = v128.load32_splat(a3)
    c30 = madd(s, b0, c30); c31 = madd(s, b1, c31)
    a += 4
    a1 += 4
    a2 += 4
    a3 += 4
    b += 32
  }
  put(c, c00, add); put(c + 16, c01, add); c += stride
  put(c, c10, add); put(c + 16, c11, add); c += stride
  put(c, c20, add); put(c + 16, c21, add); c += stride
  put(c, c30, add); put(c + 16, c31, add)
}

function tile8x4(c: usize, stride: usize, a: usize, lda: usize, b: usize, k: i32, add: bool): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0
  const lda2 = lda * 2, lda3 = lda * 3
  let a4 = a + lda * 4
  const end = a + (<usize>k << 2)
  while (a < end) {
    const row = v128.load(b)
    c0 = madd(v128.load32_splat(a), row, c0)
    c1 = madd(v128.load32_splat(a + lda), row, c1)
    c2 = madd(v128.load32_splat(a + lda2), row, c2)
    c3 = madd(v128.load32_splat(a + lda3), row, c3)
    c4 = madd(v128.load32_splat(a4), row, c4)
    c5 = madd(v128.load32_splat(a4 + lda), row, c5)
    c6 = madd(v128.load32_splat(a4 + lda2), row, c6)
    c7 = madd(v128.load32_splat(a4 + lda3), row, c7)
    a += 4
    a4 += 4
    b += 16
  }
  put(c, c0, add); c += stride
  put(c, c1, add); c += stride
  put(c, c2, add); c += stride
  put(c, c3, add); c += stride
  put(c, c4, add); c += stride
  put(c, c5, add); c += stride
  put(c, c6, add); c += stride
  put(c, c7, add)
}

// @ts-ignore: decorator
@inline
function put(c: usize, value: v128, add: bool): void {
  v128.store(c, add ? f32x4.add(v128.load(c), value) : value)
}

/** Rows k0 … k0+kc and columns n0 … n0+nc of B as panels [kc][width], zero where there are no more columns. */
export function packB(out: usize, b: usize, ldb: i32, trans: bool, k0: i32, kc: i32, n0: i32, nc: i32): void {
  for (let n = 0; n < nc; n += PANEL) {
    const columns = min(PANEL, nc - n)
    const width = panelWidth(columns)
    const panel = out + (<usize>(n * kc) << 2)
    if (columns < width) memory.fill(panel, 0, <usize>(kc * width) << 2)
    if (trans) transposeInto(panel, width, b + (<usize>((n0 + n) * ldb + k0) << 2), ldb, columns, kc)
    else copyRows(panel, width, b + (<usize>(k0 * ldb + n0 + n) << 2), ldb, kc, columns)
  }
}

function copyRows(out: usize, width: i32, from: usize, stride: i32, rows: i32, columns: i32): void {
  const outBytes = <usize>width << 2, fromBytes = <usize>stride << 2
  if (columns == PANEL) {
    for (let r = 0; r < rows; r++) {
      v128.store(out, v128.load(from))
      v128.store(out, v128.load(from, 16), 16)
      v128.store(out, v128.load(from, 32), 32)
      v128.store(out, v128.load(from, 48), 48)
      out += outBytes
      from += fromBytes
    }
    return
  }
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) store<f32>(out + (<usize>j << 2), load<f32>(from + (<usize>j << 2)))
    out += outBytes
    from += fromBytes
  }
}
