/**
 * The linear layer in SIMD. Each kernel computes units `from` … `to` of its product: 16 rows each, or 16 columns where
 * the matrix is wider than high, so that no thread has to pack the larger operand whole. Bias, GELU and sums follow block by block, while the
 * block is in the cache.
 */
import { share } from '../math.as'
import { gelu4, geluSlope4 } from './gelu.as'
import { matmul } from './matmul.as'
import { vectorTimesMatrix } from './vector.as'

const UNIT: i32 = 16

/** What the epilogues read: C's row stride, and addresses of the part's first number in each matrix, of its first column in the bias. */
let width: i32 = 0
let target: usize = 0
let activated: usize = 0
let slopes: usize = 0
let added: usize = 0
let biases: usize = 0

export function linear(
  y: usize, pre: usize, x: usize, weight: usize, bias: usize, M: i32, N: i32, K: i32, transposed: bool, from: i32, to: i32,
): void {
  const byRows = M >= N
  const m0 = byRows ? from * UNIT : 0, m1 = byRows ? min(to * UNIT, M) : M
  const n0 = byRows ? 0 : from * UNIT, n1 = byRows ? N : min(to * UNIT, N)
  const part = <usize>(m0 * N + n0) << 2
  width = N
  target = (pre ? pre : y) + part
  activated = pre ? y + part : 0
  biases = bias ? bias + (<usize>n0 << 2) : 0
  if (M == 1) {
    vectorTimesMatrix(pre ? pre : y, x, weight, transposed ? K : N, transposed, K, n0, n1)
    finishForward(0, 1, 0, n1 - n0)
    return
  }
  const columns = weight + (<usize>(transposed ? n0 * K : n0) << 2)
  matmul(target, N, x + (<usize>(m0 * K) << 2), K, false, columns, transposed ? K : N, transposed, m1 - m0, n1 - n0, K, false, finishForward)
}

/** z += bias; y = gelu(z) where there is one. */
function finishForward(m: i32, rows: i32, n: i32, columns: i32): void {
  if (!biases && !activated) return
  const offset = biases + (<usize>n << 2)
  for (let r = m; r < m + rows; r++) {
    const at = <usize>(r * width + n) << 2
    const z = target + at, y = activated + at
    let j = 0
    for (; j + 4 <= columns; j += 4) {
      const here = <usize>j << 2
      let value = v128.load(z + here)
      if (biases) {
        value = f32x4.add(value, v128.load(offset + here))
        v128.store(z + here, value)
      }
      if (activated) v128.store(y + here, gelu4(value))
    }
    for (; j < columns; j++) {
      const here = <usize>j << 2
      let value = load<f32>(z + here)
      if (biases) {
        value += load<f32>(offset + here)
        store<f32>(z + here, value)
      }
      if (activated) store<f32>(y + here, f32x4.extract_lane(gelu4(f32x4.splat(value)), 0))
    }
  }
}

export function linearBackwardInput(
  dx: usize, dy: usize, weight: usize, pre: usize, addend: usize, M: i32, N: i32, K: i32, transposed: bool, from: i32, to: i32,
): void {
  const byRows = M >= K
  const m0 = byRows ? from * UNIT : 0, m1 = byRows ? min(to * UNIT, M) : M
  const k0 = byRows ? 0 : from * UNIT, k1 = byRows ? K : min(to * UNIT, K)
  const part = <usize>(m0 * K + k0) << 2
  width = K
  target = dx + part
  slopes = pre ? pre + part : 0
  added = addend ? addend + part : 0
  const columns = weight + (<usize>(transposed ? k0 : k0 * N) << 2)
  matmul(target, K, dy + (<usize>(m0 * N) << 2), N, false, columns, transposed ? K : N, !transposed, m1 - m0, k1 - k0, N, false, finishBackward)
}

/** dx = dx ∘ gelu′(pre) + addend, each where there is one. */
function finishBackward(m: i32, rows: i32, n: i32, columns: i32): void {
  if (!slopes && !added) return
  for (let r = m; r < m + rows; r++) {
    const at = <usize>(r * width + n) << 2
    const d = target + at
    let j = 0
    for (; j + 4 <= columns; j += 4) {
      const here = <usize>j << 2
      let value = v128.load(d + here)
      if (slopes) value = f32x4.mul(value, geluSlope4(v128.load(slopes + at + here)))
      if (added) value = f32x4.add(value, v128.load(added + at + here))
      v128.store(d + here, value)
    }
    for (; j < columns; j++) {
      const here = <usize>j << 2
      let value = load<f32>(d + here)
      if (slopes) value *= f32x4.extract_lane(geluSlope4(v128.load32_splat(slopes + at + here)), 0)
      if (added) value += load<f32>(added + at + here)
      store<f32>(d + here, value)
    }
  }
}

/** dweight is cut like any product; the sums of dbias [N] are shared out in the same proportion. */
export function linearBackwardWeight(
  dweight: usize, dbias: usize, x: usize, dy: usize, M: i32, N: i32, K: i32, transposed: bool, accumulate: bool, from: i32, to: i32,
): void {
  const height = transposed ? N : K, across = transposed ? K : N
  const rows = transposed ? dy : x, columns = transposed ? x : dy
  const byRows = height >= across
  const r0 = byRows ? from * UNIT : 0, r1 = byRows ? min(to * UNIT, height) : height
  const c0 = byRows ? 0 : from * UNIT, c1 = byRows ? across : min(to * UNIT, across)
  matmul(dweight + (<usize>(r0 * across + c0) << 2), across, rows + (<usize>r0 << 2), height, true, columns + (<usize>c0 << 2), across, false,
    r1 - r0, c1 - c0, M, accumulate)
  if (!dbias) return
  const units = (max(height, across) + UNIT - 1) / UNIT
  columnSums(dbias, dy, M, N, share(from, units, N), share(to, units, N), accumulate)
}

/** sums [n0 … n1] = (accumulate: +=) Σ over the rows of x [M,N], in their order. */
function columnSums(sums: usize, x: usize, M: i32, N: i32, n0: i32, n1: i32, accumulate: bool): void {
  const bytes = <usize>N << 2
  if (!accumulate) memory.fill(sums + (<usize>n0 << 2), 0, <usize>(n1 - n0) << 2)
  let m = 0
  for (; m + 4 <= M; m += 4) {
    const row = x + <usize>m * bytes
    let n = n0
    for (; n + 4 <= n1; n += 4) {
      const at = <usize>n << 2
      const p = row + at
      let sum = f32x4.add(v128.load(sums + at), v128.load(p))
      sum = f32x4.add(f32x4.add(sum, v128.load(p + bytes)), v128.load(p + 2 * bytes))
      v128.store(sums + at, f32x4.add(sum, v128.load(p + 3 * bytes)))
    }
    for (; n < n1; n++) {
      const at = <usize>n << 2
      let sum = load<f32>(sums + at)
      for (let i = 0; i < 4; i++) sum += load<f32>(row + <usize>i * bytes + at)
      store<f32>(sums + at, sum)
    }
  }
  for (; m < M; m++) {
    for (let n = n0; n < n1; n++) store<f32>(sums + (<usize>n << 2), load<f32>(sums + (<usize>n << 2)) + load<f32>(x + <usize>m * bytes + (<usize>n << 2)))
  }
}
