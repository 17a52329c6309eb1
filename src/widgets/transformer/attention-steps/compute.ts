/** One head from queries, keys and values to shares and the sum of values, every number on the way kept. */

/** One head over a text of T tokens; d numbers each. */
export interface Head {
  /** tokens */
  T: number
  /** numbers in a query, a key and a value */
  d: number
  /** [T][d] each */
  q: number[][]
  k: number[][]
  v: number[][]
}

/** What one token reads. Lists are over the tokens that it may see. */
export interface Row {
  /** q·k */
  dots: number[]
  /** q·k times the scale, 1/√d as a rule */
  scores: number[]
  /** softmax of the scores */
  shares: number[]
  /** Σ share · v, [d] */
  out: number[]
}

/** The columns of head `head` out of qkv [1,T,3C]: queries, keys and values side by side, each with its heads side by side. */
export function headOf(qkv: ArrayLike<number>, { T, C, d, head }: { T: number; C: number; d: number; head: number }): Head {
  const part = (which: number) =>
    Array.from({ length: T }, (_, t) => Array.from({ length: d }, (_, i) => qkv[t * 3 * C + which * C + head * d + i]!))
  return { T, d, q: part(0), k: part(1), v: part(2) }
}

/** softmax(q·kᵀ · scale) · v for the query of token `t` (Vaswani et al. 2017, equation 1); causal: it sees itself and what came before. */
export function rowOf({ T, d, q, k, v }: Head, t: number, scale: number, causal: boolean): Row {
  const dots = k.slice(0, causal ? t + 1 : T).map((key) => dot(q[t]!, key))
  const scores = dots.map((x) => x * scale)
  const shares = softmax(scores)
  const out = Array.from({ length: d }, (_, i) => shares.reduce((sum, share, j) => sum + share * v[j]![i]!, 0))
  return { dots, scores, shares, out }
}

export const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0)

/** The largest score is taken away first: no share changes by that, and no exponential grows too large. */
export function softmax(scores: readonly number[]): number[] {
  const max = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - max))
  const sum = powers.reduce((total, power) => total + power, 0)
  return powers.map((power) => power / sum)
}
