/** A linear layer whose matrix is whole numbers of a few bits: w = q·s, one scale s for each group of a row. */
import { gelu, linear } from '../linear/reference.ts'

/** How a matrix [rows,columns] is packed. */
export interface Packing {
  /** of a number, two's complement: 8 or 4 */
  bits: number
  /** numbers of a row that share a scale */
  group: number
}

/** 32-bit words of a row; what is left of the last one is 0. */
export const wordsOf = (columns: number, { bits }: Pick<Packing, 'bits'>): number => Math.ceil((columns * bits) / 32)

/** Scales of a row. */
export const groupsOf = (columns: number, { group }: Pick<Packing, 'group'>): number => Math.ceil(columns / group)

/** Row `row` of words [rows, wordsOf], scales [rows, groupsOf] → its numbers [columns]; the lowest bits of a word come first. */
export function unpackRow(
  words: ArrayLike<number>,
  scales: ArrayLike<number>,
  row: number,
  columns: number,
  packing: Packing,
): Float64Array {
  const { bits, group } = packing
  const perWord = 32 / bits
  const [firstWord, firstScale] = [row * wordsOf(columns, packing), row * groupsOf(columns, packing)]
  return Float64Array.from({ length: columns }, (_, k) => {
    const word = words[firstWord + Math.floor(k / perWord)]
    const q = (word << (32 - bits * ((k % perWord) + 1))) >> (32 - bits)
    return q * scales[firstScale + Math.floor(k / group)]
  })
}

/** x [M,K], a packed matrix [N,K], bias [N] or none → x·Wᵀ + b [M,N], and its GELU. */
export function linearQuantized(
  x: Float64Array,
  words: ArrayLike<number>,
  scales: ArrayLike<number>,
  bias: Float64Array | undefined,
  M: number,
  N: number,
  K: number,
  packing: Packing,
) {
  const weight = new Float64Array(N * K)
  for (let n = 0; n < N; n++) weight.set(unpackRow(words, scales, n, K, packing), n * K)
  const y = linear(x, weight, bias, M, N, K, true)
  return { y, activated: y.map(gelu) }
}
