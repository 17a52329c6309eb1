/** A recurrent layer in SIMD: each step is one matmul over all sequences of the batch, their rows T·C apart. */
import { tanh4 } from '../math.as'
import { matmul } from '../linear/matmul.as'

export function recurrence(h: usize, x: usize, weight: usize, B: i32, T: i32, C: i32): void {
  const stride = T * C
  const step = <usize>C << 2
  memory.copy(h, x, <usize>(B * stride) << 2)
  for (let t = 0; t < T; t++) {
    const now = h + <usize>t * step
    if (t > 0) matmul(now, stride, now - step, stride, false, weight, C, false, B, C, C, true)
    for (let b = 0; b < B; b++) tanhInPlace(now + (<usize>(b * stride) << 2), C)
  }
}

export function recurrenceBackward(dx: usize, previous: usize, dh: usize, h: usize, weight: usize, B: i32, T: i32, C: i32): void {
  const stride = T * C
  const step = <usize>C << 2
  memory.copy(dx, dh, <usize>(B * stride) << 2)
  for (let t = T - 1; t >= 0; t--) {
    const now = dx + <usize>t * step
    if (t < T - 1) matmul(now, stride, now + step, stride, false, weight, C, true, B, C, C, true)
    for (let b = 0; b < B; b++) {
      const sequence = <usize>(b * stride) << 2
      timesTanhSlope(now + sequence, h + <usize>t * step + sequence, C)
    }
  }
  for (let b = 0; b < B; b++) {
    const sequence = <usize>(b * stride) << 2
    memory.fill(previous + sequence, 0, step)
    memory.copy(previous + sequence + step, h + sequence, <usize>(T - 1) * step)
  }
}

function tanhInPlace(x: usize, n: i32): void {
  let i = 0
  for (; i + 4 <= n; i += 4) v128.store(x + (<usize>i << 2), tanh4(v128.load(x + (<usize>i << 2))))
  for (; i < n; i++) store<f32>(x + (<usize>i << 2), f32x4.extract_lane(tanh4(v128.load32_splat(x + (<usize>i << 2))), 0))
}

/** d[i] *= 1 − h[i]², the slope of tanh where it gave h[i] */
function timesTanhSlope(d: usize, h: usize, n: i32): void {
  const one = f32x4.splat(1.0)
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2
    const y = v128.load(h + at)
    v128.store(d + at, f32x4.mul(v128.load(d + at), f32x4.sub(one, f32x4.mul(y, y))))
  }
  for (; i < n; i++) {
    const at = <usize>i << 2
    const y = load<f32>(h + at)
    store<f32>(d + at, load<f32>(d + at) * (<f32>1.0 - y * y))
  }
}
