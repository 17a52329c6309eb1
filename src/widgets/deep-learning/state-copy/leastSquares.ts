/** Least squares with a small penalty (ridge regression), by Cholesky's factorization. */

/**
 * The W [K,M] that makes Σ |row·W − target|² + penalty · |W|² smallest.
 * @param rows N of [K]
 * @param targets N of [M]
 */
export function solve(rows: readonly Float64Array[], targets: readonly Float64Array[], penalty: number): Float64Array {
  const [K, M] = [rows[0]!.length, targets[0]!.length]
  const normal = new Float64Array(K * K)
  const sides = new Float64Array(K * M)
  for (const [n, row] of rows.entries()) {
    const target = targets[n]!
    for (let i = 0; i < K; i++) {
      for (let j = 0; j <= i; j++) normal[i * K + j]! += row[i]! * row[j]!
      for (let m = 0; m < M; m++) if (target[m] !== 0) sides[i * M + m]! += row[i]! * target[m]!
    }
  }
  for (let i = 0; i < K; i++) normal[i * K + i]! += penalty
  factor(normal, K)
  for (let m = 0; m < M; m++) substitute(normal, sides, K, M, m)
  return sides
}

/** The lower triangle becomes L with L·Lᵀ = A, in place. */
function factor(a: Float64Array, K: number): void {
  for (let i = 0; i < K; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * K + j]!
      for (let k = 0; k < j; k++) sum -= a[i * K + k]! * a[j * K + k]!
      a[i * K + j] = i === j ? Math.sqrt(sum) : sum / a[j * K + j]!
    }
  }
}

/** Solves L·Lᵀ·x = b for column m of b, in place. */
function substitute(l: Float64Array, b: Float64Array, K: number, M: number, m: number): void {
  for (let i = 0; i < K; i++) {
    let sum = b[i * M + m]!
    for (let k = 0; k < i; k++) sum -= l[i * K + k]! * b[k * M + m]!
    b[i * M + m] = sum / l[i * K + i]!
  }
  for (let i = K - 1; i >= 0; i--) {
    let sum = b[i * M + m]!
    for (let k = i + 1; k < K; k++) sum -= l[k * K + i]! * b[k * M + m]!
    b[i * M + m] = sum / l[i * K + i]!
  }
}
