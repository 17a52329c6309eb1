/** Repeating heads in wasm, in rows `from` … `to`: block copies forward, sums over the copies of a head in their order backward. */
import { addInto } from '../math.as'

export function repeatHeads(y: usize, x: usize, H: i32, K: i32, D: i32, from: i32, to: i32): void {
  const head = <usize>D << 2
  x += <usize>(from * (H + 2 * K)) * head
  y += <usize>(from * 3 * H) * head
  for (let row = from; row < to; row++) {
    memory.copy(y, x, <usize>H * head)
    y += <usize>H * head
    x += <usize>H * head
    for (let part = 0; part < 2; part++) {
      for (let h = 0; h < H; h++) memory.copy(y + <usize>h * head, x + <usize>(h * K / H) * head, head)
      y += <usize>H * head
      x += <usize>K * head
    }
  }
}

export function repeatHeadsBackward(dx: usize, dy: usize, addend: usize, H: i32, K: i32, D: i32, from: i32, to: i32): void {
  const head = <usize>D << 2
  const row0 = <usize>(from * (H + 2 * K)) * head
  const bytes = <usize>((to - from) * (H + 2 * K)) * head
  dx += row0
  dy += <usize>(from * 3 * H) * head
  if (addend) memory.copy(dx, addend + row0, bytes)
  else memory.fill(dx, 0, bytes)
  for (let row = from; row < to; row++) {
    addInto(dx, dy, H * D)
    dx += <usize>H * head
    dy += <usize>H * head
    for (let part = 0; part < 2; part++) {
      for (let h = 0; h < H; h++) addInto(dx + <usize>(h * K / H) * head, dy + <usize>h * head, D)
      dx += <usize>K * head
      dy += <usize>H * head
    }
  }
}
