/** GELU by tanh and by erf, ReLU and tanh in SIMD, and their slopes, of blocks `from` … `to` of 64 numbers. */
import { tanh4 } from '../math.as'
import { gelu4, geluSlope4 } from '../linear/gelu.as'
import { geluErf4, geluErfSlope4 } from './erf.as'

const GELU = 0
const RELU = 1
const GELU_ERF = 3

// @ts-ignore: decorator
@inline
function value4(x: v128, kind: i32): v128 {
  if (kind == GELU) return gelu4(x)
  if (kind == RELU) return f32x4.max(x, f32x4.splat(0))
  if (kind == GELU_ERF) return geluErf4(x)
  return tanh4(x)
}

// @ts-ignore: decorator
@inline
function slope4(x: v128, kind: i32): v128 {
  const one = f32x4.splat(1.0)
  if (kind == GELU) return geluSlope4(x)
  if (kind == RELU) return v128.and(one, f32x4.gt(x, f32x4.splat(0)))
  if (kind == GELU_ERF) return geluErfSlope4(x)
  const t = tanh4(x)
  return f32x4.sub(one, f32x4.mul(t, t))
}

export function activation(y: usize, x: usize, size: i32, kind: i32, from: i32, to: i32): void {
  const n = min(to * 64, size)
  const n4 = n & ~3
  for (let i = from * 64; i < n4; i += 4) v128.store(y + (<usize>i << 2), value4(v128.load(x + (<usize>i << 2)), kind))
  for (let i = n4; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(y + at, f32x4.extract_lane(value4(v128.load32_splat(x + at), kind), 0))
  }
}

export function activationBackward(dx: usize, dy: usize, x: usize, size: i32, kind: i32, from: i32, to: i32): void {
  const n = min(to * 64, size)
  const n4 = n & ~3
  for (let i = from * 64; i < n4; i += 4) {
    const at = <usize>i << 2
    v128.store(dx + at, f32x4.mul(v128.load(dy + at), slope4(v128.load(x + at), kind)))
  }
  for (let i = n4; i < n; i++) {
    const at = <usize>i << 2
    store<f32>(dx + at, load<f32>(dy + at) * f32x4.extract_lane(slope4(v128.load32_splat(x + at), kind), 0))
  }
}
