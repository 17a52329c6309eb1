/** One decoding step of attention in SIMD: append to the cache, then one softmax a head. */
import { exp1, madd } from '../../runtime/wasm/math.as'
import { callerScratch, dot } from '../linear/matmul.as'

export function attentionDecode(out: usize, keys: usize, values: usize, qkv: usize, H: i32, D: i32, scale: f32, position: i32): void {
  const C = H * D
  const bytes = <usize>C << 2
  memory.copy(keys + <usize>position * bytes, qkv + bytes, bytes)
  memory.copy(values + <usize>position * bytes, qkv + 2 * bytes, bytes)
  memory.fill(out, 0, bytes)
  const scores = callerScratch
  for (let h = 0; h < H; h++) {
    const head = <usize>(h * D) << 2
    let top: f32 = -f32.MAX_VALUE
    for (let j = 0; j <= position; j++) {
      const s = dot(qkv + head, keys + <usize>j * bytes + head, D) * scale
      store<f32>(scores + (<usize>j << 2), s)
      top = max(top, s)
    }
    let sum: f32 = 0
    for (let j = 0; j <= position; j++) {
      const e = exp1(load<f32>(scores + (<usize>j << 2)) - top)
      store<f32>(scores + (<usize>j << 2), e)
      sum += e
    }
    for (let j = 0; j <= position; j++) {
      addScaled(out + head, values + <usize>j * bytes + head, load<f32>(scores + (<usize>j << 2)) / sum, D)
    }
  }
}

/** y[i] += s·x[i] */
function addScaled(y: usize, x: usize, s: f32, n: i32): void {
  let i = 0
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2
    v128.store(y + at, madd(f32x4.splat(s), v128.load(x + at), v128.load(y + at)))
  }
  for (; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(y + at, load<f32>(y + at) + s * load<f32>(x + at))
  }
}
