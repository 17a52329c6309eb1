/** AdamW in SIMD: one pass over blocks `from` … `to` of 64 numbers, which the four flat buffers are made of. */
import { madd } from '../math.as'

export function adamW(
  weights: usize, grads: usize, m: usize, v: usize, norm: usize, decayUntil: i32,
  beta1: f32, beta2: f32, eps: f32, decay: f32, clip: f32, stepSize: f32, rootCorrection: f32,
  from: i32, to: i32,
): void {
  const scale: f32 = clip > 0 ? min<f32>(1.0, clip / (load<f32>(norm) + 1e-6)) : 1.0
  const scale4 = f32x4.splat(scale)
  for (let i = from * 64; i < to * 64; i += 4) {
    const at = <usize>i << 2
    const g = f32x4.mul(v128.load(grads + at), scale4)
    const m4 = madd(f32x4.splat(beta1), v128.load(m + at), f32x4.mul(f32x4.splat(1.0 - beta1), g))
    const v4 = madd(f32x4.splat(beta2), v128.load(v + at), f32x4.mul(f32x4.splat(1.0 - beta2), f32x4.mul(g, g)))
    v128.store(m + at, m4)
    v128.store(v + at, v4)
    const denominator = madd(f32x4.sqrt(v4), f32x4.splat(rootCorrection), f32x4.splat(eps))
    const kept = f32x4.mul(v128.load(weights + at), f32x4.splat(i < decayUntil ? 1.0 - decay : 1.0))
    v128.store(weights + at, f32x4.sub(kept, f32x4.div(f32x4.mul(f32x4.splat(stepSize), m4), denominator)))
  }
}
