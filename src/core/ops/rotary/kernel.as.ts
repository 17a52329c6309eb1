/** Rotary positions in SIMD, of rows `from` … `to`: four pairs of a head turn at once. */
import { addInto, madd } from '../math.as'

export function rotary(
  y: usize, x: usize, table: usize, addend: usize, time: i32, H: i32, K: i32, D: i32, start: i32, inverse: bool,
  from: i32, to: i32,
): void {
  const width = (H + 2 * K) * D
  const half = D >> 1
  const sign: f32 = inverse ? -1.0 : 1.0
  const tail = <usize>(K * D) << 2
  for (let row = from; row < to; row++) {
    const cos = table + (<usize>((start + row % time) * D) << 2)
    const source = x + (<usize>(row * width) << 2)
    const target = y + (<usize>(row * width) << 2)
    for (let head = 0; head < H + K; head++) {
      const at = <usize>(head * D) << 2
      turn(target + at, source + at, cos, half, sign)
    }
    const values = <usize>((H + K) * D) << 2
    memory.copy(target + values, source + values, tail)
  }
  if (addend) addInto(y + (<usize>(from * width) << 2), addend + (<usize>(from * width) << 2), (to - from) * width)
}

/** One head: (a, b) → (a·cos − b·sin, a·sin + b·cos), a in its first half and b in its second, sines after cosines. */
// @ts-ignore: decorator
@inline
function turn(y: usize, x: usize, cos: usize, half: i32, sign: f32): void {
  const far = <usize>half << 2
  let i = 0
  for (; i + 4 <= half; i += 4) {
    const at = <usize>i << 2
    const a = v128.load(x + at), b = v128.load(x + far + at)
    const c = v128.load(cos + at), s = f32x4.mul(v128.load(cos + far + at), f32x4.splat(sign))
    v128.store(y + at, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, s)))
    v128.store(y + far + at, madd(a, s, f32x4.mul(b, c)))
  }
  for (; i < half; i++) {
    const at = <usize>i << 2
    const a = load<f32>(x + at), b = load<f32>(x + far + at)
    const c = load<f32>(cos + at), s = load<f32>(cos + far + at) * sign
    store<f32>(y + at, a * c - b * s)
    store<f32>(y + far + at, a * s + b * c)
  }
}
