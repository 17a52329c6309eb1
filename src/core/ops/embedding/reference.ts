/** Token plus position embedding: x[b,t] = wte[id[b,t]] + wpe[t] (Radford et al. 2018, equation 2: h₀ = U·Wₑ + Wₚ); wpe may be absent. */
import { dropoutScale } from '../../random.ts'

export interface EmbeddingSizes {
  batch: number
  time: number
  width: number
  /** position of the first token: 0, but for a KV cache */
  start: number
  dropout: number
  /** dropout's stream key */
  key: number
}

/** ids [B,T], wte [V,C], wpe [nCtx,C] or none → x [B,T,C] */
export function embedding(ids: ArrayLike<number>, wte: Float64Array, wpe: Float64Array | undefined, s: EmbeddingSizes): Float64Array {
  const { batch: B, time: T, width: C } = s
  const x = new Float64Array(B * T * C)
  for (let row = 0; row < B * T; row++) {
    const t = s.start + (row % T)
    for (let c = 0; c < C; c++) {
      x[row * C + c] = (wte[ids[row] * C + c] + (wpe ? wpe[t * C + c] : 0)) * dropoutScale(s.key, row * C + c, s.dropout)
    }
  }
  return x
}

/** dx [B,T,C] is added to the rows of dwte [V,C] that were read, and to dwpe [nCtx,C] where there is one. */
export function embeddingBackward(
  ids: ArrayLike<number>,
  dx: Float64Array,
  dwte: Float64Array,
  dwpe: Float64Array | undefined,
  s: EmbeddingSizes,
): void {
  const { batch: B, time: T, width: C } = s
  for (let row = 0; row < B * T; row++) {
    for (let c = 0; c < C; c++) {
      const d = dx[row * C + c] * dropoutScale(s.key, row * C + c, s.dropout)
      dwte[ids[row] * C + c] += d
      if (dwpe) dwpe[(row % T) * C + c] += d
    }
  }
}
