/** Dropout of blocks `from` … `to` of 64 numbers, one at a time: the hash of the mask costs more than the load and the store. */
import { dropoutScale } from '../math.as'

export function dropout(y: usize, x: usize, n: i32, p: f32, key: u32, from: i32, to: i32): void {
  for (let i = from * 64; i < min(to * 64, n); i++) {
    const at = <usize>i << 2
    store<f32>(y + at, load<f32>(x + at) * dropoutScale(key, i, p))
  }
}
