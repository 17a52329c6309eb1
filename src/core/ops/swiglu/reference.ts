/** SwiGLU (Shazeer 2020): one half of a layer's outputs, through SiLU, is the gate of the other half. */

/** σ(x) = 1 / (1 + e⁻ˣ) */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** SiLU, x·σ(x) (Elfwing et al. 2017). */
export const silu = (x: number): number => x * sigmoid(x)

/** d silu(x) / dx = σ(x)·(1 + x·(1 − σ(x))) */
const siluSlope = (x: number): number => sigmoid(x) * (1 + x * (1 - sigmoid(x)))

/** x [M,2F], gates in the first F columns, values in the last F → y [M,F] = silu(gate) ∘ value */
export function swiglu(x: Float64Array, M: number, F: number): Float64Array {
  const y = new Float64Array(M * F)
  for (let m = 0; m < M; m++) {
    for (let f = 0; f < F; f++) y[m * F + f] = silu(x[m * 2 * F + f]) * x[m * 2 * F + F + f]
  }
  return y
}

/** dy [M,F], x [M,2F] → dx [M,2F]: dgate = dy ∘ value ∘ silu′(gate), dvalue = dy ∘ silu(gate) */
export function swigluBackward(dy: Float64Array, x: Float64Array, M: number, F: number): Float64Array {
  const dx = new Float64Array(M * 2 * F)
  for (let m = 0; m < M; m++) {
    for (let f = 0; f < F; f++) {
      const gate = m * 2 * F + f
      const value = gate + F
      dx[gate] = dy[m * F + f] * x[value] * siluSlope(x[gate])
      dx[value] = dy[m * F + f] * silu(x[gate])
    }
  }
  return dx
}
