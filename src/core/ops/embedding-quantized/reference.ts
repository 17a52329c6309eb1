/** Token plus position embedding from packed tables: only the rows that are read are unpacked. */
import { type Packing, unpackRow } from '../linear-quantized/reference.ts'

/** A packed table, or one of floats where there are no scales. */
export interface Table {
  words: ArrayLike<number>
  scales?: ArrayLike<number>
}

/** ids [B,T], tokens [V,C], positions [nCtx,C] or none → x [B,T,C]; `start` is the position of the first token. */
export function embeddingQuantized(
  ids: ArrayLike<number>,
  tokens: Table,
  positions: Table | undefined,
  T: number,
  C: number,
  start: number,
  packing: Packing,
): Float64Array {
  const row = ({ words, scales }: Table, i: number) =>
    scales ? unpackRow(words, scales, i, C, packing) : Float64Array.from({ length: C }, (_, c) => words[i * C + c])
  const x = new Float64Array(ids.length * C)
  for (let n = 0; n < ids.length; n++) {
    const position = positions && row(positions, start + (n % T))
    row(tokens, ids[n]).forEach((value, c) => {
      x[n * C + c] = value + (position ? position[c] : 0)
    })
  }
  return x
}
