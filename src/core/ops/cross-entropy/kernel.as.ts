/** Cross-entropy and its gradient in SIMD, one row at a time: rows `from` … `to` of M. */
import { exp1, exp4, log1, maxLanes, sumLanes } from '../math.as'

export function crossEntropy(losses: usize, dlogits: usize, logits: usize, targets: usize, weights: usize, M: i32, V: i32, from: i32, to: i32): void {
  const V4 = V & ~3
  for (let m = from; m < to; m++) {
    const z = logits + (<usize>(m * V) << 2)
    const weight: f32 = weights ? load<f32>(weights + (<usize>m << 2)) : 1.0 / <f32>M
    if (weight == 0) {
      store<f32>(losses + (<usize>m << 2), 0)
      if (dlogits) memory.fill(dlogits + (<usize>(m * V) << 2), 0, <usize>V << 2)
      continue
    }
    let top4 = f32x4.splat(-f32.MAX_VALUE)
    for (let v = 0; v < V4; v += 4) top4 = f32x4.max(top4, v128.load(z + (<usize>v << 2)))
    let top = maxLanes(top4)
    for (let v = V4; v < V; v++) top = max(top, load<f32>(z + (<usize>v << 2)))
    let sum4 = f32x4.splat(0)
    for (let v = 0; v < V4; v += 4) sum4 = f32x4.add(sum4, exp4(f32x4.sub(v128.load(z + (<usize>v << 2)), f32x4.splat(top))))
    let sum = sumLanes(sum4)
    for (let v = V4; v < V; v++) sum += exp1(load<f32>(z + (<usize>v << 2)) - top)
    const target = <usize>load<i32>(targets + (<usize>m << 2)) << 2
    store<f32>(losses + (<usize>m << 2), top + log1(sum) - load<f32>(z + target))
    if (!dlogits) continue
    const d = dlogits + (<usize>(m * V) << 2)
    const share: f32 = weight / sum
    for (let v = 0; v < V4; v += 4) {
      const at = <usize>v << 2
      v128.store(d + at, f32x4.mul(exp4(f32x4.sub(v128.load(z + at), f32x4.splat(top))), f32x4.splat(share)))
    }
    for (let v = V4; v < V; v++) store<f32>(d + (<usize>v << 2), exp1(load<f32>(z + (<usize>v << 2)) - top) * share)
    store<f32>(d + target, load<f32>(d + target) - weight)
  }
}
