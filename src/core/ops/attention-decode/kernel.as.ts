/**
 * Attention of new tokens over a cache in SIMD, of heads `from` … `to`: append to the cache, then a softmax for each token.
 * 16 columns of the values are summed at a time, in registers.
 */
import { exp1, exp4, madd, sumLanes } from '../math.as'
import { callerScratch, dot } from '../linear/matmul.as'

export function attentionDecode(
  out: usize, keys: usize, values: usize, qkv: usize, T: i32, H: i32, D: i32, scale: f32, position: i32, from: i32, to: i32,
): void {
  const bytes = <usize>(H * D) << 2, headBytes = <usize>D << 2
  for (let h = from; h < to; h++) {
    const head = <usize>h * headBytes
    for (let t = 0; t < T; t++) {
      const token = qkv + <usize>(3 * t) * bytes + head
      const row = <usize>(position + t) * bytes + head
      memory.copy(keys + row, token + bytes, headBytes)
      memory.copy(values + row, token + 2 * bytes, headBytes)
      const count = position + t + 1
      const sum = weigh(token, keys + head, bytes, D, count, scale)
      mix(out + <usize>t * bytes + head, values + head, bytes, D, count, 1 / sum)
    }
  }
}

/** exp(score − largest) of the first `count` keys into scratch; returns their sum. */
function weigh(q: usize, keys: usize, stride: usize, D: i32, count: i32, scale: f32): f32 {
  const scores = callerScratch
  let top: f32 = -f32.MAX_VALUE
  for (let j = 0; j < count; j++) {
    const s = dot(q, keys + <usize>j * stride, D) * scale
    store<f32>(scores + (<usize>j << 2), s)
    top = max(top, s)
  }
  const shift = f32x4.splat(top)
  let sums = f32x4.splat(0)
  let j = 0
  for (; j + 4 <= count; j += 4) {
    const at = scores + (<usize>j << 2)
    const e = exp4(f32x4.sub(v128.load(at), shift))
    v128.store(at, e)
    sums = f32x4.add(sums, e)
  }
  let sum = sumLanes(sums)
  for (; j < count; j++) {
    const at = scores + (<usize>j << 2)
    const e = exp1(load<f32>(at) - top)
    store<f32>(at, e)
    sum += e
  }
  return sum
}

/** y [D] = share · Σ weight[j] · row j of the values */
function mix(y: usize, values: usize, stride: usize, D: i32, count: i32, share: f32): void {
  const s = f32x4.splat(share)
  let d = 0
  for (; d + 16 <= D; d += 16) {
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0
    let v = values + (<usize>d << 2)
    for (let j = 0; j < count; j++) {
      const w = v128.load32_splat(callerScratch + (<usize>j << 2))
      a0 = madd(w, v128.load(v), a0); a1 = madd(w, v128.load(v, 16), a1)
      a2 = madd(w, v128.load(v, 32), a2); a3 = madd(w, v128.load(v, 48), a3)
      v += stride
    }
    const at = y + (<usize>d << 2)
    v128.store(at, f32x4.mul(a0, s)); v128.store(at, f32x4.mul(a1, s), 16)
    v128.store(at, f32x4.mul(a2, s), 32); v128.store(at, f32x4.mul(a3, s), 48)
  }
  for (; d < D; d++) {
    let sum: f32 = 0
    for (let j = 0; j < count; j++) sum += load<f32>(callerScratch + (<usize>j << 2)) * load<f32>(values + <usize>j * stride + (<usize>d << 2))
    store<f32>(y + (<usize>d << 2), sum * share)
  }
}
