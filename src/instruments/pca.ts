/** Principal components (Pearson 1901; Hotelling 1933): the directions in which vectors differ most, by Jacobi's rotations. */

export interface Components {
  /** of every vector in the first components, [N,k] row-major */
  coordinates: Float64Array
  /** share of the whole variance along each, largest first, [k] */
  shares: number[]
  /** unit vectors [k][C] */
  axes: number[][]
  /** of the vectors, [C]: taken away before they are projected */
  mean: number[]
}

/** vectors [N,C] row-major → their coordinates in the first `k` components. Signs are such that each component's largest entry is positive. */
export function principalComponents(vectors: ArrayLike<number>, width: number, k: number): Components {
  const N = vectors.length / width
  const mean = Array.from({ length: width }, (_, c) => {
    let sum = 0
    for (let n = 0; n < N; n++) sum += vectors[n * width + c]!
    return sum / N
  })
  const covariance = new Float64Array(width * width)
  for (let n = 0; n < N; n++) {
    for (let a = 0; a < width; a++) {
      const da = vectors[n * width + a]! - mean[a]!
      for (let b = a; b < width; b++) covariance[a * width + b]! += da * (vectors[n * width + b]! - mean[b]!)
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) covariance[a * width + b] = covariance[b * width + a]!
  const { values, vectors: axes } = eigen(covariance, width)
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!)
  const total = values.reduce((sum, value) => sum + value, 0) || 1
  const chosen = order.slice(0, k).map((column) => {
    const axis = Array.from({ length: width }, (_, row) => axes[row * width + column]!)
    const largest = axis.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0)
    return largest < 0 ? axis.map((v) => -v) : axis
  })
  const coordinates = new Float64Array(N * chosen.length)
  for (let n = 0; n < N; n++) {
    chosen.forEach((axis, i) => {
      coordinates[n * chosen.length + i] = axis.reduce((sum, v, c) => sum + v * (vectors[n * width + c]! - mean[c]!), 0)
    })
  }
  return { coordinates, shares: order.slice(0, k).map((column) => values[column]! / total), axes: chosen, mean }
}

/** Sweeps over all pairs; a handful is enough for any matrix, and 60 are never reached. */
const MOST_SWEEPS = 60

/** Eigenvalues and eigenvectors (columns) of a symmetric matrix [n,n] (Jacobi 1846): each rotation makes one pair of entries zero. */
export function eigen(symmetric: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(symmetric)
  const v = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
  const size = a.reduce((sum, x) => sum + x * x, 0)
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2
    if (off <= 1e-22 * size) break
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q)
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors: v }
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!
  if (apq === 0) return
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i * n + p]!, a[i * n + q]!]
    a[i * n + p] = c * x - s * y
    a[i * n + q] = s * x + c * y
  }
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[p * n + i]!, a[q * n + i]!]
    a[p * n + i] = c * x - s * y
    a[q * n + i] = s * x + c * y
    const [left, right] = [v[i * n + p]!, v[i * n + q]!]
    v[i * n + p] = c * left - s * right
    v[i * n + q] = s * left + c * right
  }
}
