/** The last W tokens side by side: what a model of fixed context reads at each position (Bengio et al. 2003). */

export interface WindowSizes {
  batch: number
  time: number
  width: number
  /** tokens in a window W, the present one included */
  window: number
}

/** x [B,T,C] → [B,T,W·C]: slot j of position t is x[t − W + 1 + j], and zero before the first token. */
export function contextWindow(x: Float64Array, s: WindowSizes): Float64Array {
  const y = new Float64Array(s.batch * s.time * s.window * s.width)
  forEachSlot(s, (from, to) => {
    for (let c = 0; c < s.width; c++) y[to + c] = x[from + c]
  })
  return y
}

/** dy [B,T,W·C] → dx [B,T,C]: a token's gradient is the sum over the windows that held it. */
export function contextWindowBackward(dy: Float64Array, s: WindowSizes): Float64Array {
  const dx = new Float64Array(s.batch * s.time * s.width)
  forEachSlot(s, (from, to) => {
    for (let c = 0; c < s.width; c++) dx[from + c] += dy[to + c]
  })
  return dx
}

/** Visits every slot that holds a token: where the token's C numbers start in [B,T,C], and where the slot's in [B,T,W·C]. */
function forEachSlot({ batch: B, time: T, width: C, window: W }: WindowSizes, visit: (from: number, to: number) => void): void {
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      for (let j = 0; j < W; j++) {
        const source = t - W + 1 + j
        if (source >= 0) visit((b * T + source) * C, ((b * T + t) * W + j) * C)
      }
    }
  }
}
