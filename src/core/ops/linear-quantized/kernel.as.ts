/**
 * A linear layer over a packed matrix in SIMD: columns 16·from … 16·to of its result.
 * One row is a dot product over the packed numbers as they lie, an eighth or a quarter of the bytes of floats; the rows of a prompt
 * are the same sums, two by two over columns that were unpacked once, so that a token has the same bits alone and in a prompt.
 * Many rows take 16 columns at a time, unpacked into scratch, and the common matmul: unpacking costs 1 / rows of the work.
 *
 * Ladder, one row of 768 to 3,072, one thread of a busy AMD EPYC, GFLOP/s: 4 bits by shifts of bytes 6.5, by a table 8.3;
 * two columns at once 9.1, but 8 bits then fall from 11.8 to 8.9. Floats are bound by memory there, at 7.4 (15 GB/s).
 * Four bits looked up as the two upper bytes of floats, 32 at a time, where bytes were looked up and then widened and converted: 4 bits,
 * which had written at 0.6 of the speed of 8 bits at this size, write at 1.5 times it (`npm run bench -- writing`).
 */
import { callerScratch, matmul } from '../linear/matmul.as'
import { gelu4 } from '../linear/gelu.as'
import { dot2x2, dotRow, rowBytes, unpackRow, unpackWhole } from './unpack.as'

const UNIT: i32 = 16
/** Numbers of a row that are unpacked at a time for the matmul. */
const KC: i32 = 256
/** Up to so many rows are dot products: those of a prompt. */
const FEW: i32 = 32

export function linearQuantized(
  y: usize, pre: usize, x: usize, words: usize, scales: usize, bias: usize, M: i32, N: i32, K: i32, bits: i32, group: i32, from: i32, to: i32,
): void {
  const sum = pre ? pre : y
  const bytes = rowBytes(K, bits)
  const scaleBytes = <usize>((K + group - 1) / group) << 2
  for (let n0 = from * UNIT; n0 < min(to * UNIT, N); n0 += UNIT) {
    const columns = min(UNIT, N - n0)
    const row = words + <usize>n0 * bytes, scale = scales + <usize>n0 * scaleBytes
    const target = sum + (<usize>n0 << 2)
    if (M == 1) {
      for (let j = 0; j < columns; j++) store<f32>(target + (<usize>j << 2), dotRow(x, row + <usize>j * bytes, scale + <usize>j * scaleBytes, K, bits, group))
    } else if (M <= FEW) fewRows(target, x, row, scale, M, N, K, bits, group, columns)
    else {
      for (let k0 = 0; k0 < K; k0 += KC) {
        const kc = min(KC, K - k0)
        for (let j = 0; j < columns; j++) {
          unpackRow(callerScratch + (<usize>(j * kc) << 2), row + <usize>j * bytes, scale + <usize>j * scaleBytes, k0, k0 + kc, bits, group, false)
        }
        matmul(target, N, x + (<usize>k0 << 2), K, false, callerScratch, kc, true, M, columns, kc, k0 > 0)
      }
    }
    finish(y, pre, sum, bias, M, N, n0, columns)
  }
}

/** Two columns at a time. Where one is left, or one row, it stands for both. */
function fewRows(y: usize, x: usize, row: usize, scale: usize, M: i32, N: i32, K: i32, bits: i32, group: i32, columns: i32): void {
  const bytes = rowBytes(K, bits), scaleBytes = <usize>((K + group - 1) / group) << 2, xBytes = <usize>K << 2
  const w0 = callerScratch, w1 = w0 + xBytes, spare = w1 + xBytes
  for (let j = 0; j < columns; j += 2) {
    const both = j + 1 < columns
    unpackWhole(w0, row + <usize>j * bytes, K, bits)
    if (both) unpackWhole(w1, row + <usize>(j + 1) * bytes, K, bits)
    const s0 = scale + <usize>j * scaleBytes
    for (let m = 0; m < M; m += 2) {
      const x0 = x + <usize>m * xBytes, last = m + 1 == M
      const target = y + (<usize>(m * N + j) << 2), below = last ? 0 : <usize>N << 2
      if (both) dot2x2(target, below, x0, last ? x0 : x0 + xBytes, w0, w1, s0, s0 + scaleBytes, K, group)
      else {
        dot2x2(spare, 8, x0, last ? x0 : x0 + xBytes, w0, w0, s0, s0, K, group)
        store<f32>(target, load<f32>(spare))
        store<f32>(target + below, load<f32>(last ? spare : spare + 8))
      }
    }
  }
}

/** sum += bias; y = gelu(sum) where there is a `pre`. */
function finish(y: usize, pre: usize, sum: usize, bias: usize, M: i32, N: i32, n0: i32, columns: i32): void {
  if (!bias && !pre) return
  for (let m = 0; m < M; m++) {
    for (let j = 0; j < columns; j++) {
      const at = <usize>(m * N + n0 + j) << 2
      let value = load<f32>(sum + at)
      if (bias) value += load<f32>(bias + (<usize>(n0 + j) << 2))
      store<f32>(sum + at, value)
      if (pre) store<f32>(y + at, f32x4.extract_lane(gelu4(f32x4.splat(value)), 0))
    }
  }
}
