/** Principal components (Pearson 1901; Hotelling 1933): the directions in which vectors differ most. */
import type { Vectors } from './vectors.ts'

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
    const apart = mean.map((m, c) => vectors[n * width + c]! - m)
    for (let a = 0; a < width; a++) for (let b = a; b < width; b++) covariance[a * width + b]! += apart[a]! * apart[b]!
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

const known = new WeakMap<Vectors, Components>()

/** The first two of some vectors, computed once for each. */
export function planeOf(vectors: Vectors): Components {
  const found = known.get(vectors) ?? principalComponents(vectors.data, vectors.width, 2)
  known.set(vectors, found)
  return found
}

/** In less than ten turns each eigenvalue has settled; a hundred are never needed. */
const MOST_TURNS = 100

/**
 * Eigenvalues, and eigenvectors as columns, of a symmetric matrix [n,n]: reflections bring it to three diagonals (Householder 1958), and
 * rotations with a shift clear the outer two (Bowdler, Martin, Reinsch and Wilkinson 1968, "The QR and QL algorithms").
 */
export function eigen(symmetric: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const { diagonal, beside, rows } = tridiagonal(symmetric, n)
  for (let first = 0; first < n; first++) {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const last = endOfBlock(diagonal, beside, first)
      if (last === first) break
      clear(diagonal, beside, rows, first, last, n)
    }
  }
  return { values: diagonal, vectors: Float64Array.from({ length: n * n }, (_, i) => rows[(i % n) * n + Math.floor(i / n)]!) }
}

/** The last index of the block that begins at `first`: after it stands a zero, as far as these numbers go. */
function endOfBlock(diagonal: Float64Array, beside: Float64Array, first: number): number {
  let last = first
  while (last < diagonal.length - 1) {
    const size = Math.abs(diagonal[last]!) + Math.abs(diagonal[last + 1]!)
    if (size + Math.abs(beside[last]!) === size) break
    last++
  }
  return last
}

/** One turn of rotations up a block, from its end to its beginning, shifted by the eigenvalue that the beginning is near to. */
function clear(d: Float64Array, e: Float64Array, rows: Float64Array, first: number, last: number, n: number): void {
  const half = (d[first + 1]! - d[first]!) / (2 * e[first]!)
  const root = Math.hypot(half, 1)
  let above = d[last]! - d[first]! + e[first]! / (half + (half < 0 ? -root : root))
  let [sin, cos, moved] = [1, 1, 0]
  for (let i = last - 1; i >= first; i--) {
    const [out, next] = [sin * e[i]!, cos * e[i]!]
    const length = Math.hypot(out, above)
    e[i + 1] = length
    if (length === 0) {
      d[i + 1] = d[i + 1]! - moved
      e[last] = 0
      return
    }
    sin = out / length
    cos = above / length
    const here = d[i + 1]! - moved
    const turned = (d[i]! - here) * sin + 2 * cos * next
    moved = sin * turned
    d[i + 1] = here + moved
    above = cos * turned - next
    for (let k = 0; k < n; k++) {
      const [a, b] = [rows[i * n + k]!, rows[(i + 1) * n + k]!]
      rows[(i + 1) * n + k] = sin * a + cos * b
      rows[i * n + k] = cos * a - sin * b
    }
  }
  d[first] = d[first]! - moved
  e[first] = above
  e[last] = 0
}

/** The same matrix seen along other axes, the rows, in which only the diagonal and what stands `beside` it are left. */
function tridiagonal(symmetric: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array; rows: Float64Array } {
  const a = Float64Array.from(symmetric)
  const rows = Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0))
  const [v, w] = [new Float64Array(n), new Float64Array(n)]
  for (let k = 0; k < n - 2; k++) {
    let length = 0
    for (let i = k + 1; i < n; i++) length += a[i * n + k]! ** 2
    length = Math.sqrt(length)
    if (length === 0) continue
    // The mirror that throws column k on its first entry below the diagonal, from the far side, so that nothing is cancelled.
    const image = a[(k + 1) * n + k]! > 0 ? -length : length
    for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]!
    v[k + 1] = v[k + 1]! - image
    const size = Math.sqrt(2 * length * (length + Math.abs(a[(k + 1) * n + k]!)))
    for (let i = k + 1; i < n; i++) v[i] = v[i]! / size
    for (let i = k; i < n; i++) {
      let sum = 0
      for (let j = k + 1; j < n; j++) sum += a[i * n + j]! * v[j]!
      w[i] = 2 * sum
    }
    let along = 0
    for (let i = k + 1; i < n; i++) along += v[i]! * w[i]!
    for (let i = k + 1; i < n; i++) w[i] = w[i]! - along * v[i]!
    for (let i = k + 1; i < n; i++) for (let j = k + 1; j < n; j++) a[i * n + j] = a[i * n + j]! - v[i]! * w[j]! - w[i]! * v[j]!
    a[(k + 1) * n + k] = image
    mirror(rows, v, k + 1, n)
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i]!)
  const beside = Float64Array.from({ length: n }, (_, i) => (i < n - 1 ? a[(i + 1) * n + i]! : 0))
  return { diagonal, beside, rows }
}

/** rows ← (1 − 2·v·vᵀ)·rows; v is zero before `from`. */
function mirror(rows: Float64Array, v: Float64Array, from: number, n: number): void {
  const along = new Float64Array(n)
  for (let i = from; i < n; i++) for (let k = 0; k < n; k++) along[k]! += v[i]! * rows[i * n + k]!
  for (let i = from; i < n; i++) for (let k = 0; k < n; k++) rows[i * n + k]! -= 2 * v[i]! * along[k]!
}
