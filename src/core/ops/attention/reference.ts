/** Self-attention over heads: softmax(q·kᵀ / √d) · v (Vaswani et al. 2017, equation 1), with or without the causal mask. */
import { dropoutScale } from '../../random.ts'

export interface AttentionSizes {
  batch: number
  time: number
  heads: number
  headSize: number
  /** 1/√headSize */
  scale: number
  dropout: number
  key: number
  /** no token reads a later one */
  causal: boolean
}

export interface AttentionResult {
  /** [B,T,C] */
  out: Float64Array
  /** log Σ exp of each row of scores, [B,H,T] */
  lse: Float64Array
  /** softmax weights before dropout, [B,H,T,T] */
  probs: Float64Array
}

/** qkv [B,T,3C], the three parts side by side as c_attn writes them. */
export function attention(qkv: Float64Array, s: AttentionSizes): AttentionResult {
  const { batch: B, time: T, heads: H, headSize: D } = s
  const C = H * D
  const result = { out: new Float64Array(B * T * C), lse: new Float64Array(B * H * T), probs: new Float64Array(B * H * T * T) }
  forEachRow(s, (b, h, i, row) => {
    const scores = Array.from({ length: visible(i, s) }, (_, j) => {
      let dot = 0
      for (let d = 0; d < D; d++) dot += qkv[at(b, i, 0, h, d)] * qkv[at(b, j, 1, h, d)]
      return dot * s.scale
    })
    const max = Math.max(...scores)
    const sum = scores.reduce((a, z) => a + Math.exp(z - max), 0)
    result.lse[row] = max + Math.log(sum)
    scores.forEach((z, j) => {
      const p = Math.exp(z - max) / sum
      result.probs[row * T + j] = p
      const kept = p * dropoutScale(s.key, row * T + j, s.dropout)
      for (let d = 0; d < D; d++) result.out[(b * T + i) * C + h * D + d] += kept * qkv[at(b, j, 2, h, d)]
    })
  })
  return result

  function at(b: number, t: number, part: number, h: number, d: number): number {
    return (b * T + t) * 3 * C + part * C + h * D + d
  }
}

/**
 * dL/dqkv [B,T,3C] from dout [B,T,C]. With P the softmax and M the dropout mask:
 * dV = (P∘M)ᵀ·dO, dP = (dO·Vᵀ)∘M, dS = P∘(dP − rowsum(dP∘P)), dQ = dS·K·scale, dK = dSᵀ·Q·scale.
 */
export function attentionBackward(qkv: Float64Array, dout: Float64Array, s: AttentionSizes): Float64Array {
  const { time: T, heads: H, headSize: D } = s
  const C = H * D
  const { probs } = attention(qkv, s)
  const dqkv = new Float64Array(qkv.length)
  forEachRow(s, (b, h, i, row) => {
    const at = (t: number, part: number, d: number) => (b * T + t) * 3 * C + part * C + h * D + d
    const dO = (d: number) => dout[(b * T + i) * C + h * D + d]
    const dP: number[] = []
    let rowSum = 0
    for (let j = 0; j < visible(i, s); j++) {
      const mask = dropoutScale(s.key, row * T + j, s.dropout)
      const p = probs[row * T + j]
      let dot = 0
      for (let d = 0; d < D; d++) {
        dot += dO(d) * qkv[at(j, 2, d)]
        dqkv[at(j, 2, d)] += p * mask * dO(d)
      }
      dP.push(dot * mask)
      rowSum += dot * mask * p
    }
    for (let j = 0; j < visible(i, s); j++) {
      const dS = probs[row * T + j] * (dP[j] - rowSum) * s.scale
      for (let d = 0; d < D; d++) {
        dqkv[at(i, 0, d)] += dS * qkv[at(j, 1, d)]
        dqkv[at(j, 1, d)] += dS * qkv[at(i, 0, d)]
      }
    }
  })
  return dqkv
}

/** Keys that query i reads. */
const visible = (i: number, { causal, time }: AttentionSizes): number => (causal ? i + 1 : time)

function forEachRow({ batch, heads, time }: AttentionSizes, visit: (b: number, h: number, i: number, row: number) => void): void {
  for (let b = 0; b < batch; b++) for (let h = 0; h < heads; h++) for (let i = 0; i < time; i++) visit(b, h, i, (b * heads + h) * time + i)
}
