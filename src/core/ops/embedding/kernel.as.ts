/** Embedding in SIMD: gathers of rows `from` … `to`; backward, scatters of channels `from` … `to` of all rows, in token order. */
import { addInto, dropoutScale } from '../math.as'

export function embedding(x: usize, ids: usize, wte: usize, wpe: usize, time: i32, C: i32, start: i32, p: f32, key: u32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const token = wte + (<usize>(load<i32>(ids + (<usize>row << 2)) * C) << 2)
    const out = x + (<usize>(row * C) << 2)
    memory.copy(out, token, <usize>C << 2)
    if (wpe) addInto(out, wpe + (<usize>((start + row % time) * C) << 2), C)
    if (p > 0) for (let c = 0; c < C; c++) store<f32>(out + (<usize>c << 2), load<f32>(out + (<usize>c << 2)) * dropoutScale(key, row * C + c, p))
  }
}

export function embeddingBackward(
  dwte: usize, dwpe: usize, ids: usize, dx: usize, rows: i32, time: i32, C: i32, V: i32, ctx: i32, accumulate: bool, p: f32, key: u32,
  from: i32, to: i32,
): void {
  if (!accumulate) clearColumns(dwte, V, C, from, to)
  if (dwpe) clearColumns(dwpe, ctx, C, from, to)
  for (let row = 0; row < rows; row++) {
    const token = dwte + (<usize>(load<i32>(ids + (<usize>row << 2)) * C) << 2)
    const position = dwpe + (<usize>(row % time * C) << 2)
    for (let c = from; c < to; c++) {
      const at = <usize>c << 2
      let d = load<f32>(dx + (<usize>(row * C + c) << 2))
      if (p > 0) d *= dropoutScale(key, row * C + c, p)
      store<f32>(token + at, load<f32>(token + at) + d)
      if (dwpe) store<f32>(position + at, load<f32>(position + at) + d)
    }
  }
}

function clearColumns(x: usize, rows: i32, C: i32, from: i32, to: i32): void {
  const bytes = <usize>(to - from) << 2
  if (to - from == C) memory.fill(x, 0, <usize>rows * bytes)
  else for (let row = 0; row < rows; row++) memory.fill(x + (<usize>(row * C + from) << 2), 0, bytes)
}
