/** Repeating heads in wasm: block copies forward, sums over the copies of a head in their order backward. */
import { addInto } from '../../runtime/wasm/math.as'

export function repeatHeads(y: usize, x: usize, rows: i32, H: i32, K: i32, D: i32): void {
  const head = <usize>D << 2
  for (let row = 0; row < rows; row++) {
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

export function repeatHeadsBackward(dx: usize, dy: usize, addend: usize, rows: i32, H: i32, K: i32, D: i32): void {
  const head = <usize>D << 2
  const bytes = <usize>(rows * (H + 2 * K)) * head
  if (addend) memory.copy(dx, addend, bytes)
  else memory.fill(dx, 0, bytes)
  for (let row = 0; row < rows; row++) {
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
