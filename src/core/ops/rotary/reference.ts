/** Rotary positions: queries and keys turn by angles that grow with the position (Su et al. 2021, section 3.2.2). */

export interface RotarySizes {
  batch: number
  time: number
  /** query heads */
  heads: number
  /** key heads; as many value heads follow them */
  kvHeads: number
  /** numbers in a head, even */
  headSize: number
  /** position of the first token: 0, but for a KV cache */
  start: number
  /** turns back: the transpose of a rotation, and so its gradient */
  inverse: boolean
}

/**
 * [ctx, 2, D/2]: for each position the D/2 cosines and then the D/2 sines of position · base^(−2i/D).
 * A table, because a GPU's own sine is worthless for large angles.
 */
export function rotaryTable(ctx: number, headSize: number, base: number): Float32Array {
  const half = headSize / 2
  const table = new Float32Array(ctx * headSize)
  for (let position = 0; position < ctx; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position * base ** ((-2 * i) / headSize)
      table[position * headSize + i] = Math.cos(angle)
      table[position * headSize + half + i] = Math.sin(angle)
    }
  }
  return table
}

/** x [B,T,(H+2K)·D] → the same; numbers i and i + D/2 of each query and key head turn as one point, values stay. */
export function rotary(x: Float64Array, table: ArrayLike<number>, s: RotarySizes): Float64Array {
  const { batch: B, time: T, heads: H, kvHeads: K, headSize: D } = s
  const y = Float64Array.from(x)
  for (let row = 0; row < B * T; row++) {
    const position = s.start + (row % T)
    for (let head = 0; head < H + K; head++) {
      for (let i = 0; i < D / 2; i++) {
        const a = (row * (H + 2 * K) + head) * D + i
        const b = a + D / 2
        const cos = table[position * D + i]
        const sin = table[position * D + D / 2 + i] * (s.inverse ? -1 : 1)
        y[a] = x[a] * cos - x[b] * sin
        y[b] = x[a] * sin + x[b] * cos
      }
    }
  }
  return y
}
