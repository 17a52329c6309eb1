/**
 * A linear layer over a packed matrix in SIMD: columns 16·from … 16·to of its result.
 * One row is a dot product over the packed numbers as they lie, an eighth or a quarter of the bytes of floats. Many rows take
 * 16 columns of the matrix at a time, unpacked into scratch, and the common matmul: unpacking costs 1 / rows of the work.
 */
import { callerScratch, matmul } from '../linear/matmul.as'
import { gelu4 } from '../linear/gelu.as'
import { dotRow, rowBytes, unpackRow } from './unpack.as'

const UNIT: i32 = 16
/** Numbers of a row that are unpacked at a time. */
const KC: i32 = 256

export function linearQuantized(
  y: usize, pre: usize, x: usize, words: usize, scales: usize, bias: usize, M: i32, N: i32, K: i32, bits: i32, group: i32, from: i32, to: i32,
): void {
  const sum = pre ? pre : y
  const bytes = rowBytes(K, bits)
  const scaleBytes = <usize>((K + group - 1) / group) << 2
  for (let n0 = from * UNIT; n0 < min(to * UNIT, N); n0 += UNIT) {
    const columns = min(UNIT, N - n0)
    if (M == 1) {
      for (let n = n0; n < n0 + columns; n++) {
        store<f32>(sum + (<usize>n << 2), dotRow(x, words + <usize>n * bytes, scales + <usize>n * scaleBytes, K, bits, group))
      }
    } else {
      for (let k0 = 0; k0 < K; k0 += KC) {
        const kc = min(KC, K - k0)
        for (let j = 0; j < columns; j++) {
          const n = <usize>(n0 + j)
          unpackRow(callerScratch + (<usize>(j * kc) << 2), words + n * bytes, scales + n * scaleBytes, k0, k0 + kc, bits, group, false)
        }
        matmul(sum + (<usize>n0 << 2), N, x + (<usize>k0 << 2), K, false, callerScratch, kc, true, M, columns, kc, k0 > 0)
      }
    }
    finish(y, pre, sum, bias, M, N, n0, columns)
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
