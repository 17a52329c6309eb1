/** A simple recurrent layer, h[t] = tanh(x[t] + h[t−1]·W) (Elman 1990), and backpropagation through time (Werbos 1990). */

export interface RecurrenceSizes {
  batch: number
  time: number
  width: number
}

/** x [B,T,C], weight [C,C] → h [B,T,C]; the state before the first token is zero. */
export function recurrence(x: Float64Array, weight: Float64Array, { batch: B, time: T, width: C }: RecurrenceSizes): Float64Array {
  const h = new Float64Array(B * T * C)
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const now = (b * T + t) * C
      for (let c = 0; c < C; c++) {
        let z = x[now + c]
        if (t > 0) for (let k = 0; k < C; k++) z += h[now - C + k] * weight[k * C + c]
        h[now + c] = Math.tanh(z)
      }
    }
  }
  return h
}

/** dh, h [B,T,C], weight [C,C] → dx [B,T,C], the gradient at the sum inside tanh: from the output, and from the next state. */
export function recurrenceBackward(
  dh: Float64Array,
  h: Float64Array,
  weight: Float64Array,
  { batch: B, time: T, width: C }: RecurrenceSizes,
): Float64Array {
  const dx = new Float64Array(B * T * C)
  for (let b = 0; b < B; b++) {
    for (let t = T - 1; t >= 0; t--) {
      const now = (b * T + t) * C
      for (let c = 0; c < C; c++) {
        let d = dh[now + c]
        if (t < T - 1) for (let k = 0; k < C; k++) d += dx[now + C + k] * weight[c * C + k]
        dx[now + c] = d * (1 - h[now + c] ** 2)
      }
    }
  }
  return dx
}

/** The state that each step met: h [B,T,C] one step late, zero at the first. */
export function previousStates(h: Float64Array, { time: T, width: C }: RecurrenceSizes): Float64Array {
  return h.map((_, i) => (i % (T * C) < C ? 0 : h[i - C]))
}
