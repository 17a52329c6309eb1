/** Attention of one new token over the keys and values of all tokens before it: the KV cache. */

export interface DecodeSizes {
  heads: number
  headSize: number
  scale: number
  /** index of the new token; the cache holds tokens 0 … position − 1 */
  position: number
}

/** qkv [3C] of the new token; writes its row of keys and values [nCtx,C]; → out [C] */
export function attentionDecode(qkv: Float64Array, keys: Float64Array, values: Float64Array, s: DecodeSizes): Float64Array {
  const { heads: H, headSize: D, position } = s
  const C = H * D
  keys.set(qkv.subarray(C, 2 * C), position * C)
  values.set(qkv.subarray(2 * C, 3 * C), position * C)
  const out = new Float64Array(C)
  for (let h = 0; h < H; h++) {
    const scores = Array.from({ length: position + 1 }, (_, j) => {
      let dot = 0
      for (let d = 0; d < D; d++) dot += qkv[h * D + d] * keys[j * C + h * D + d]
      return dot * s.scale
    })
    const max = Math.max(...scores)
    const sum = scores.reduce((a, z) => a + Math.exp(z - max), 0)
    scores.forEach((z, j) => {
      for (let d = 0; d < D; d++) out[h * D + d] += (Math.exp(z - max) / sum) * values[j * C + h * D + d]
    })
  }
  return out
}
