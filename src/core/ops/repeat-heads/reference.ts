/** Grouped-query attention's sharing: several query heads read the same key and value head (Ainslie et al. 2023). */

export interface RepeatHeadsSizes {
  /** B·T */
  rows: number
  /** query heads */
  heads: number
  /** key heads, and value heads; at most `heads` */
  kvHeads: number
  headSize: number
}

/** For each of the 3H heads written, the head among the H + 2K that it copies. */
function sourceHeads({ heads: H, kvHeads: K }: RepeatHeadsSizes): number[] {
  const queries = Array.from({ length: H }, (_, h) => h)
  const shared = queries.map((h) => Math.floor((h * K) / H))
  return [...queries, ...shared.map((k) => H + k), ...shared.map((k) => H + K + k)]
}

/** x [B,T,(H+2K)·D] → [B,T,3·H·D], queries, keys and values of H heads each */
export function repeatHeads(x: Float64Array, s: RepeatHeadsSizes): Float64Array {
  const { rows, heads: H, kvHeads: K, headSize: D } = s
  const y = new Float64Array(rows * 3 * H * D)
  for (let row = 0; row < rows; row++) {
    sourceHeads(s).forEach((source, head) => {
      for (let d = 0; d < D; d++) y[(row * 3 * H + head) * D + d] = x[(row * (H + 2 * K) + source) * D + d]
    })
  }
  return y
}

/** dy [B,T,3·H·D] → dx [B,T,(H+2K)·D]: a head's gradient is the sum over its copies. */
export function repeatHeadsBackward(dy: Float64Array, s: RepeatHeadsSizes): Float64Array {
  const { rows, heads: H, kvHeads: K, headSize: D } = s
  const dx = new Float64Array(rows * (H + 2 * K) * D)
  for (let row = 0; row < rows; row++) {
    sourceHeads(s).forEach((source, head) => {
      for (let d = 0; d < D; d++) dx[(row * (H + 2 * K) + source) * D + d] += dy[(row * 3 * H + head) * D + d]
    })
  }
  return dx
}
