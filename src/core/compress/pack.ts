/** Rounding a matrix to whole numbers of a few bits: w ≈ q·s, the scale s chosen for each group of a row. */
import { groupsOf, type Packing, wordsOf } from '../ops/linear-quantized/reference.ts'
import { BLOCK, type Bits, mostOf, nearest, scaleOf } from '../rounding.ts'

export { type Bits, BITS, mostOf } from '../rounding.ts'

/**
 * How the kernels read it: with 8 bits a scale is a whole row's, which is an output channel; with fewer, 32 numbers share one. Six bits lie in
 * the places of eight, three and two in those of four; in a file each takes its own (quantizedFolder.ts).
 */
export const packingOf = (bits: Bits, columns: number): Packing => ({ bits: bits > 4 ? 8 : 4, group: bits === 8 ? columns : BLOCK })

/** A matrix [rows,columns] as its kernel reads it. */
export interface PackedMatrix {
  rows: number
  columns: number
  /** [rows, wordsOf]: 8 or 4 numbers to a word, the lowest bits first; what is left of a row's last word is 0 */
  words: Int32Array
  /** [rows, groupsOf] */
  scales: Float32Array
}

/** Packs `at(row, column)`. Numbers lie between −127 and 127, −31 and 31, −7 and 7, −3 and 3, or −1 and 1; the scale is the one tried that loses least (squares). */
export function packMatrix(rows: number, columns: number, bits: Bits, at: (row: number, column: number) => number): PackedMatrix {
  const packing = packingOf(bits, columns)
  const most = mostOf(bits)
  const perWord = 32 / packing.bits
  const mask = 2 ** packing.bits - 1
  const [perRow, groups] = [wordsOf(columns, packing), groupsOf(columns, packing)]
  const words = new Int32Array(rows * perRow)
  const scales = new Float32Array(rows * groups)
  const buffer = new Float64Array(packing.group)
  for (let row = 0; row < rows; row++) {
    for (let g = 0; g < groups; g++) {
      const first = g * packing.group
      const values = buffer.subarray(0, Math.min(packing.group, columns - first))
      for (let i = 0; i < values.length; i++) values[i] = at(row, first + i)
      const scale = scaleOf(values, bits)
      scales[row * groups + g] = scale
      for (let i = 0; i < values.length; i++) {
        const k = first + i
        words[row * perRow + Math.floor(k / perWord)]! |= (nearest(values[i]!, scale, most) & mask) << (packing.bits * (k % perWord))
      }
    }
  }
  return { rows, columns, words, scales }
}
