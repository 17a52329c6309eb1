/** The window of the last tokens in wasm, of sequences `from` … `to`: one block copy a position forward, sums in a fixed order backward. */
import { addInto } from '../math.as'

export function contextWindow(y: usize, x: usize, T: i32, C: i32, W: i32, from: i32, to: i32): void {
  const token = <usize>C << 2
  x += <usize>(from * T) * token
  y += <usize>(from * T * W) * token
  for (let b = from; b < to; b++) {
    for (let t = 0; t < T; t++) {
      const missing = max(0, W - 1 - t)
      memory.fill(y, 0, <usize>missing * token)
      // The tokens of a window lie one after the other in x as well.
      memory.copy(y + <usize>missing * token, x + <usize>(t - W + 1 + missing) * token, <usize>(W - missing) * token)
      y += <usize>W * token
    }
    x += <usize>T * token
  }
}

export function contextWindowBackward(dx: usize, dy: usize, addend: usize, T: i32, C: i32, W: i32, from: i32, to: i32): void {
  const token = <usize>C << 2
  const start = <usize>(from * T) * token, bytes = <usize>((to - from) * T) * token
  dx += start
  dy += start * W
  if (addend) memory.copy(dx, addend + start, bytes)
  else memory.fill(dx, 0, bytes)
  for (let b = from; b < to; b++) {
    for (let t = 0; t < T; t++) {
      const missing = max(0, W - 1 - t)
      addInto(dx + <usize>(t - W + 1 + missing) * token, dy + <usize>missing * token, (W - missing) * C)
      dy += <usize>W * token
    }
    dx += <usize>T * token
  }
}
