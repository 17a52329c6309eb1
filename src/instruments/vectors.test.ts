/** Components are those of a cloud that is known, and neighbours those of vectors that are. */
import { describe, expect, it } from 'vitest'
import { normal, streamKey } from '../core/random.ts'
import { eigen, principalComponents } from './pca.ts'
import { analogy, cosine, nearest } from './vectors.ts'

describe('principal components', () => {
  it('find the axes of a stretched and turned cloud, and its variances', () => {
    const key = streamKey(1, 0, 0)
    const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)]
    const points = Array.from({ length: 4000 }, (_, i) => {
      const [u, v] = [3 * normal(key, 3 * i), normal(key, 3 * i + 1)]
      return [cos * u - sin * v + 5, sin * u + cos * v - 2, 0.1 * normal(key, 3 * i + 2)]
    })
    const { coordinates, shares } = principalComponents(points.flat(), 3, 2)
    expect(shares[0]).toBeCloseTo(9 / 10, 1)
    expect(shares[1]).toBeCloseTo(1 / 10, 1)
    const first = points.map((_, i) => coordinates[2 * i]!)
    const along = points.map(([x, y]) => cos * (x! - 5) + sin * (y! + 2))
    expect(Math.abs(cosine(first, along))).toBeGreaterThan(0.999)
    expect(first.reduce((a, b) => a + b, 0) / first.length).toBeCloseTo(0)
  })

  it('rest on eigenvectors: A·v = λ·v, at right angles', () => {
    const [n, key] = [12, streamKey(2, 0, 0)]
    const full = symmetric(n, (i, j) => normal(key, i * n + j))
    const kinds = {
      full,
      diagonal: symmetric(n, (i, j) => (i === j ? i % 3 : 0)),
      'two blocks': symmetric(n, (i, j) => (i < 5 === j < 5 ? normal(key, 300 + i * n + j) : 0)),
      'one direction': symmetric(n, (i, j) => (i + 1) * (j + 1)),
      nothing: new Float64Array(n * n),
    }
    for (const [kind, a] of Object.entries(kinds)) expectEigen(a, n, kind)
    expectEigen(Float64Array.of(3), 1, 'a number')
    expectEigen(Float64Array.of(1, 2, 2, -1), 2, 'two')
  })
})

const symmetric = (n: number, at: (i: number, j: number) => number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, i) => at(Math.min(Math.floor(i / n), i % n), Math.max(Math.floor(i / n), i % n)))

function expectEigen(a: Float64Array, n: number, kind: string): void {
  const { values, vectors } = eigen(a, n)
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < n; j++) sum += a[i * n + j]! * vectors[j * n + k]!
      expect(sum, kind).toBeCloseTo(values[k]! * vectors[i * n + k]!, 8)
    }
    for (let m = 0; m < n; m++) {
      let dot = 0
      for (let i = 0; i < n; i++) dot += vectors[i * n + k]! * vectors[i * n + m]!
      expect(dot, kind).toBeCloseTo(m === k ? 1 : 0, 8)
    }
  }
}

describe('neighbours', () => {
  const vectors = { names: ['man', 'woman', 'king', 'queen', 'tree'], width: 3, data: [1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, -1, 0, 0] }

  it('are nearest by direction, not by length', () => {
    expect(cosine([2, 0], [5, 0])).toBe(1)
    expect(cosine([1, 0], [0, 3])).toBe(0)
    expect(cosine([0, 0], [1, 1])).toBe(0)
    expect(nearest(vectors, [3, 0, 0]).map(({ index }) => vectors.names[index])).toEqual(['man', 'woman', 'king', 'queen', 'tree'])
    expect(nearest(vectors, [3, 0, 0], [0])[0]!.index).toBe(1)
  })

  it('complete an analogy that holds', () => expect(vectors.names[analogy(vectors, 0, 1, 2)[0]!.index]).toBe('queen'))
})
