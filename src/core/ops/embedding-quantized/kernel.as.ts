/** Embedding from packed tables in SIMD: rows `from` … `to`. */
import { addInto } from '../math.as'
import { rowBytes, unpackRow } from '../linear-quantized/unpack.as'

export function embeddingQuantized(
  x: usize, ids: usize, wte: usize, wteScales: usize, wpe: usize, wpeScales: usize, time: i32, C: i32, start: i32, bits: i32, group: i32, from: i32, to: i32,
): void {
  const bytes = rowBytes(C, bits)
  const scaleBytes = <usize>((C + group - 1) / group) << 2
  for (let row = from; row < to; row++) {
    const out = x + (<usize>(row * C) << 2)
    const id = <usize>load<i32>(ids + (<usize>row << 2))
    const position = <usize>(start + row % time)
    unpackRow(out, wte + id * bytes, wteScales + id * scaleBytes, 0, C, bits, group, false)
    if (wpeScales) unpackRow(out, wpe + position * bytes, wpeScales + position * scaleBytes, 0, C, bits, group, true)
    else if (wpe) addInto(out, wpe + ((position * <usize>C) << 2), C)
  }
}
