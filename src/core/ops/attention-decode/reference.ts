/** Attention of a few new tokens over the keys and values of all tokens before them: the KV cache. */

export interface DecodeSizes {
  heads: number
  headSize: number
  scale: number
  /** index of the first new token; the cache holds tokens 0 … position − 1 */
  position: number
}

/** qkv [T,3C] of the new tokens; writes their rows of keys and values [nCtx,C]; → out [T,C]. A token sees itself and all before it. */
export function attentionDecode(qkv: Float64Array, keys: Float64Array, values: Float64Array, s: DecodeSizes): Float64Array {
  const { heads: H, headSize: D } = s
  const C = H * D
  const T = qkv.length / (3 * C)
  const out = new Float64Array(T * C)
  for (let t = 0; t < T; t++) {
    const token = qkv.subarray(t * 3 * C, (t + 1) * 3 * C)
    const position = s.position + t
    keys.set(token.subarray(C, 2 * C), position * C)
    values.set(token.subarray(2 * C), position * C)
    for (let h = 0; h < H; h++) {
      const scores = Array.from({ length: position + 1 }, (_, j) => {
        let dot = 0
        for (let d = 0; d < D; d++) dot += token[h * D + d] * keys[j * C + h * D + d]
        return dot * s.scale
      })
      const max = Math.max(...scores)
      const sum = scores.reduce((a, z) => a + Math.exp(z - max), 0)
      scores.forEach((z, j) => {
        for (let d = 0; d < D; d++) out[t * C + h * D + d] += (Math.exp(z - max) / sum) * values[j * C + h * D + d]
      })
    }
  }
  return out
}
