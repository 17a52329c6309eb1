/** The loss of distillation and its gradient in SIMD, one row at a time: rows `from` … `to` of M. Exponentials are computed anew, not kept. */
import { exp1, exp4, log1, maxLanes, sumLanes } from '../math.as'

export function softCrossEntropy(
  losses: usize, dlogits: usize, logits: usize, teacher: usize, targets: usize, M: i32, V: i32, alpha: f32, temperature: f32, from: i32, to: i32,
): void {
  const cool: f32 = 1 / temperature
  const V4 = V & ~3
  const four = f32x4.splat(cool)
  for (let m = from; m < to; m++) {
    const z = logits + (<usize>(m * V) << 2), t = teacher + (<usize>(m * V) << 2)
    const target = <usize>load<i32>(targets + (<usize>m << 2)) << 2
    const top = largest(z, V), topT = largest(t, V)
    const sum = sumExp(z, top, 1, V), sumS = sumExp(z, top, cool, V), sumT = sumExp(t, topT, cool, V)
    // KL = Σ p·((t − z) / τ) + log Σe^(z/τ) − log Σe^(t/τ), both relative to their largest
    let kl4 = f32x4.splat(0)
    for (let v = 0; v < V4; v += 4) {
      const at = <usize>v << 2
      const b = f32x4.mul(f32x4.sub(v128.load(t + at), f32x4.splat(topT)), four)
      const a = f32x4.mul(f32x4.sub(v128.load(z + at), f32x4.splat(top)), four)
      kl4 = f32x4.add(kl4, f32x4.mul(exp4(b), f32x4.sub(b, a)))
    }
    let kl = sumLanes(kl4)
    for (let v = V4; v < V; v++) {
      const at = <usize>v << 2
      const b = (load<f32>(t + at) - topT) * cool, a = (load<f32>(z + at) - top) * cool
      kl += exp1(b) * (b - a)
    }
    kl = kl / sumT + (log1(sumS) - log1(sumT))
    const hard = top + log1(sum) - load<f32>(z + target)
    store<f32>(losses + (<usize>m << 2), (1 - alpha) * hard + alpha * temperature * temperature * kl)
    if (!dlogits) continue
    const d = dlogits + (<usize>(m * V) << 2)
    const own: f32 = (1 - alpha) / (<f32>M * sum)
    const soft: f32 = alpha * temperature / (<f32>M * sumS), goal: f32 = alpha * temperature / (<f32>M * sumT)
    for (let v = 0; v < V4; v += 4) {
      const at = <usize>v << 2
      const a = f32x4.sub(v128.load(z + at), f32x4.splat(top))
      const b = f32x4.sub(v128.load(t + at), f32x4.splat(topT))
      const mine = f32x4.add(f32x4.mul(exp4(a), f32x4.splat(own)), f32x4.mul(exp4(f32x4.mul(a, four)), f32x4.splat(soft)))
      v128.store(d + at, f32x4.sub(mine, f32x4.mul(exp4(f32x4.mul(b, four)), f32x4.splat(goal))))
    }
    for (let v = V4; v < V; v++) {
      const at = <usize>v << 2
      const a = load<f32>(z + at) - top, b = load<f32>(t + at) - topT
      store<f32>(d + at, exp1(a) * own + exp1(a * cool) * soft - exp1(b * cool) * goal)
    }
    store<f32>(d + target, load<f32>(d + target) - (1 - alpha) / <f32>M)
  }
}

function largest(z: usize, V: i32): f32 {
  let top4 = f32x4.splat(-f32.MAX_VALUE)
  let v = 0
  for (; v + 4 <= V; v += 4) top4 = f32x4.max(top4, v128.load(z + (<usize>v << 2)))
  let top = maxLanes(top4)
  for (; v < V; v++) top = max(top, load<f32>(z + (<usize>v << 2)))
  return top
}

/** Σ e^((z − top)·cool) */
function sumExp(z: usize, top: f32, cool: f32, V: i32): f32 {
  let sum4 = f32x4.splat(0)
  let v = 0
  for (; v + 4 <= V; v += 4) sum4 = f32x4.add(sum4, exp4(f32x4.mul(f32x4.sub(v128.load(z + (<usize>v << 2)), f32x4.splat(top)), f32x4.splat(cool))))
  let sum = sumLanes(sum4)
  for (; v < V; v++) sum += exp1((load<f32>(z + (<usize>v << 2)) - top) * cool)
  return sum
}
