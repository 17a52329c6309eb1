/** The global gradient norm in SIMD: f32 within a chunk of 1,024, f64 across chunks. */
import { madd, sumLanes } from '../math.as'

export function gradNorm(norm: usize, grads: usize, size: i32): void {
  let total: f64 = 0
  for (let start = 0; start < size; start += 1024) {
    const end = min(start + 1024, size)
    let squares = f32x4.splat(0)
    let i = start
    for (; i + 4 <= end; i += 4) {
      const g = v128.load(grads + (<usize>i << 2))
      squares = madd(g, g, squares)
    }
    let rest: f32 = sumLanes(squares)
    for (; i < end; i++) rest += load<f32>(grads + (<usize>i << 2)) * load<f32>(grads + (<usize>i << 2))
    total += <f64>rest
  }
  store<f32>(norm, <f32>Math.sqrt(total))
}
