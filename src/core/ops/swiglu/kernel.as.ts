/** SwiGLU of rows `from` … `to` in SIMD; the last columns of a row, fewer than four, go one at a time through the same lanes. */
import { exp4, madd } from '../math.as'

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1.0)
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))))
}

// @ts-ignore: decorator
@inline
function forward4(gate: v128, value: v128): v128 {
  return f32x4.mul(f32x4.mul(gate, sigmoid4(gate)), value)
}

/** dy ∘ value ∘ silu′(gate) */
// @ts-ignore: decorator
@inline
function dgate4(d: v128, gate: v128, value: v128): v128 {
  const one = f32x4.splat(1.0)
  const s = sigmoid4(gate)
  const slope = f32x4.mul(s, madd(gate, f32x4.sub(one, s), one))
  return f32x4.mul(f32x4.mul(d, value), slope)
}

export function swiglu(y: usize, x: usize, F: i32, from: i32, to: i32): void {
  const F4 = F & ~3
  const half = <usize>F << 2
  for (let m = from; m < to; m++) {
    const gates = x + <usize>m * 2 * half, out = y + <usize>m * half
    for (let f = 0; f < F4; f += 4) {
      const at = <usize>f << 2
      v128.store(out + at, forward4(v128.load(gates + at), v128.load(gates + half + at)))
    }
    for (let f = F4; f < F; f++) {
      const at = <usize>f << 2
      store<f32>(out + at, f32x4.extract_lane(forward4(v128.load32_splat(gates + at), v128.load32_splat(gates + half + at)), 0))
    }
  }
}

export function swigluBackward(dx: usize, dy: usize, x: usize, F: i32, from: i32, to: i32): void {
  const F4 = F & ~3
  const half = <usize>F << 2
  for (let m = from; m < to; m++) {
    const gates = x + <usize>m * 2 * half, d = dy + <usize>m * half, out = dx + <usize>m * 2 * half
    for (let f = 0; f < F4; f += 4) {
      const at = <usize>f << 2
      const dv = v128.load(d + at), gate = v128.load(gates + at)
      v128.store(out + at, dgate4(dv, gate, v128.load(gates + half + at)))
      v128.store(out + half + at, forward4(gate, dv))
    }
    for (let f = F4; f < F; f++) {
      const at = <usize>f << 2
      const dv = v128.load32_splat(d + at), gate = v128.load32_splat(gates + at)
      store<f32>(out + at, f32x4.extract_lane(dgate4(dv, gate, v128.load32_splat(gates + half + at)), 0))
      store<f32>(out + half + at, f32x4.extract_lane(forward4(gate, dv), 0))
    }
  }
}
