/** Rounding a matrix to whole numbers of a few bits: w ≈ q·s, the scale s chosen for each group of a row. */
import { groupsOf, type Packing, wordsOf } from '../ops/linear-quantized/reference.ts'

export type Bits = 8 | 4

/** Numbers that share a scale: with 8 bits a whole row, which is an output channel; with 4 bits, 32 of a row (as Dettmers and Zettlemoyer 2023 find good). */
export const packingOf = (bits: Bits, columns: number): Packing => ({ bits, group: bits === 8 ? columns : 32 })

/** A matrix [rows,columns] as its kernel reads it. */
export interface PackedMatrix {
  rows: number
  columns: number
  /** [rows, wordsOf]: 32 / bits numbers to a word, the lowest bits first; what is left of a row's last word is 0 */
  words: Int32Array
  /** [rows, groupsOf] */
  scales: Float32Array
}

/** Scales that are tried for a group, as shares of the one that reaches its largest number: clipping one number may serve 31 others. */
const SHARES: Readonly<Record<Bits, readonly number[]>> = { 8: [1], 4: [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7] }

/** Packs `at(row, column)`. Numbers lie between −127 and 127, or −7 and 7; the scale is the one tried that loses least (squares). */
export function packMatrix(rows: number, columns: number, bits: Bits, at: (row: number, column: number) => number): PackedMatrix {
  const packing = packingOf(bits, columns)
  const most = 2 ** (bits - 1) - 1
  const perWord = 32 / bits
  const mask = 2 ** bits - 1
  const [perRow, groups] = [wordsOf(columns, packing), groupsOf(columns, packing)]
  const words = new Int32Array(rows * perRow)
  const scales = new Float32Array(rows * groups)
  const buffer = new Float64Array(packing.group)
  for (let row = 0; row < rows; row++) {
    for (let g = 0; g < groups; g++) {
      const first = g * packing.group
      const values = buffer.subarray(0, Math.min(packing.group, columns - first))
      for (let i = 0; i < values.length; i++) values[i] = at(row, first + i)
      const scale = bestScale(values, most, SHARES[bits])
      scales[row * groups + g] = scale
      for (let i = 0; i < values.length; i++) {
        const k = first + i
        words[row * perRow + Math.floor(k / perWord)]! |= (nearest(values[i]!, scale, most) & mask) << (bits * (k % perWord))
      }
    }
  }
  return { rows, columns, words, scales }
}

/** The whole number that times `scale` is nearest. */
const nearest = (value: number, scale: number, most: number): number =>
  scale === 0 ? 0 : Math.max(-most, Math.min(most, Math.round(value / scale)))

function bestScale(values: Float64Array, most: number, shares: readonly number[]): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  // Of one there is nothing to choose.
  if (shares.length === 1) return Math.fround((shares[0]! * largest) / most)
  let [best, least] = [0, Infinity]
  for (const share of shares) {
    const scale = Math.fround((share * largest) / most)
    let error = 0
    for (let i = 0; i < values.length; i++) {
      const off = values[i]! - scale * nearest(values[i]!, scale, most)
      error += off * off
    }
    if (error < least) [best, least] = [scale, error]
  }
  return best
}
