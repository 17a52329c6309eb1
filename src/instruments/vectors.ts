/** Vectors of tokens: cosine, nearest neighbours, and analogies by adding and taking away. */

export interface Vectors {
  /** [N] */
  names: readonly string[]
  /** [N,C] row-major */
  data: ArrayLike<number>
  width: number
}

export const vectorOf = ({ data, width }: Vectors, i: number): number[] => Array.from({ length: width }, (_, c) => data[i * width + c]!)

/** a·b ÷ (|a| |b|); 0 where either has no length */
export function cosine(a: readonly number[], b: readonly number[]): number {
  let [dot, aa, bb] = [0, 0, 0]
  for (let c = 0; c < a.length; c++) {
    dot += a[c]! * b[c]!
    aa += a[c]! ** 2
    bb += b[c]! ** 2
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb)
}

export interface Neighbour {
  index: number
  cosine: number
}

/** All others by cosine to a vector, nearest first; `without` are left out. */
export function nearest(vectors: Vectors, to: readonly number[], without: readonly number[] = []): Neighbour[] {
  return Array.from({ length: vectors.names.length }, (_, index) => index)
    .filter((index) => !without.includes(index))
    .map((index) => ({ index, cosine: cosine(vectorOf(vectors, index), to) }))
    .sort((a, b) => b.cosine - a.cosine || a.index - b.index)
}

/** a is to b as c is to …: b − a + c, and what lies nearest to it but the three (Mikolov et al. 2013). */
export function analogy(vectors: Vectors, a: number, b: number, c: number): Neighbour[] {
  const [va, vb, vc] = [vectorOf(vectors, a), vectorOf(vectors, b), vectorOf(vectors, c)]
  return nearest(
    vectors,
    vb.map((value, i) => value - va[i]! + vc[i]!),
    [a, b, c],
  )
}
