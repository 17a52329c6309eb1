/** A linear layer, y = x·W + b, optionally followed by GELU; W is [in, out], or [out, in] where transposed. */

const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI)

/** GELU in the tanh form that GPT-1 uses (Hendrycks and Gimpel 2016, section 2). */
export function gelu(x: number): number {
  return 0.5 * x * (1 + Math.tanh(SQRT_2_OVER_PI * (x + 0.044715 * x ** 3)))
}

/** d gelu(x) / dx */
export function geluSlope(x: number): number {
  const t = Math.tanh(SQRT_2_OVER_PI * (x + 0.044715 * x ** 3))
  return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x)
}

/** a [M,K] · b [K,N] → [M,N]; with `transposeA`, a is [K,M]; with `transposeB`, b is [N,K]. */
export function matmul(
  a: Float64Array,
  b: Float64Array,
  M: number,
  N: number,
  K: number,
  transposeA = false,
  transposeB = false,
): Float64Array {
  const c = new Float64Array(M * N)
  for (let m = 0; m < M; m++) {
    for (let k = 0; k < K; k++) {
      const x = a[transposeA ? k * M + m : m * K + k]
      for (let n = 0; n < N; n++) c[m * N + n] += x * b[transposeB ? n * K + k : k * N + n]
    }
  }
  return c
}

/** x [M,K], weight [K,N] (or [N,K] transposed), bias [N] or none → [M,N] */
export function linear(
  x: Float64Array,
  weight: Float64Array,
  bias: Float64Array | undefined,
  M: number,
  N: number,
  K: number,
  transposed: boolean,
): Float64Array {
  const y = matmul(x, weight, M, N, K, false, transposed)
  return bias ? y.map((value, i) => value + bias[i % N]) : y
}

/** The sum over rows of dy [M,N]: the gradient of a bias. */
export function columnSums(dy: Float64Array, M: number, N: number): Float64Array {
  const sums = new Float64Array(N)
  for (let m = 0; m < M; m++) for (let n = 0; n < N; n++) sums[n] += dy[m * N + n]
  return sums
}
