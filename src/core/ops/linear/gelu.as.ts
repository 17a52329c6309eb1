/** GELU and its slope on four lanes: x·σ(2u) with u = √(2/π)·(x + 0.044715·x³), which is x/2·(1 + tanh u). */
import { exp4, madd } from '../math.as'

/** −2√(2/π), −2√(2/π)·0.044715, 1, 2√(2/π), 2√(2/π)·3·0.044715 */
const G = memory.data<f32>([-1.5957691216, -0.0713548163, 1.0, 1.5957691216, 0.2140644488])

// @ts-ignore: decorator
@inline
function g(i: usize): v128 {
  return v128.load32_splat(G + (i << 2))
}

/** σ(2u) */
// @ts-ignore: decorator
@inline
function share(x: v128, squared: v128): v128 {
  return f32x4.div(g(2), f32x4.add(g(2), exp4(f32x4.mul(x, madd(squared, g(1), g(0))))))
}

// @ts-ignore: decorator
@inline
export function gelu4(x: v128): v128 {
  return f32x4.mul(x, share(x, f32x4.mul(x, x)))
}

/** σ + x·σ·(1 − σ)·2u′ */
// @ts-ignore: decorator
@inline
export function geluSlope4(x: v128): v128 {
  const squared = f32x4.mul(x, x)
  const s = share(x, squared)
  const bell = f32x4.mul(f32x4.mul(x, s), f32x4.sub(g(2), s))
  return madd(bell, madd(squared, g(4), g(3)), s)
}
