/** Picking rows in wasm: block copies forward, sums in the order of the picks backward. */
import { addInto } from '../math.as'

export function gatherRows(y: usize, x: usize, at: usize, N: i32, C: i32): void {
  const row = <usize>C << 2
  for (let n = 0; n < N; n++) memory.copy(y + <usize>n * row, x + <usize>load<i32>(at + (<usize>n << 2)) * row, row)
}

export function gatherRowsBackward(dx: usize, dy: usize, at: usize, addend: usize, M: i32, N: i32, C: i32): void {
  const row = <usize>C << 2
  if (addend) memory.copy(dx, addend, <usize>M * row)
  else memory.fill(dx, 0, <usize>M * row)
  for (let n = 0; n < N; n++) addInto(dx + <usize>load<i32>(at + (<usize>n << 2)) * row, dy + <usize>n * row, C)
}
