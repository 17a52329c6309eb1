/** How the loss depends on the shares and scores of a row, from how it depends on what the head gives out there. */
import { dot } from './compute.ts'

/**
 * dL/dp_j = dL/dout · v_j, and through softmax dL/ds_j = p_j (dL/dp_j − Σ_m p_m dL/dp_m).
 * @param shares of the row, one for each token that it may read
 * @param values [T][d]
 * @param dout dL/dout of the row, [d]
 */
export function gradientsOf(
  shares: readonly number[],
  values: readonly number[][],
  dout: readonly number[],
): { shares: number[]; scores: number[] } {
  const dShares = shares.map((_, j) => dot(dout, values[j]!))
  const mean = dot(shares, dShares)
  return { shares: dShares, scores: shares.map((share, j) => share * (dShares[j]! - mean)) }
}

/** One head's columns of row `t` of `grad/h.N.attn.out` [1,T,C]; null for the last token, which predicts nothing. */
export function outGradient(
  { shape, data }: { shape: readonly number[]; data: Float32Array },
  head: number,
  d: number,
  t: number,
): number[] | null {
  const [, T, C] = shape as [number, number, number]
  return t < T ? [...data.subarray(t * C + head * d, t * C + (head + 1) * d)] : null
}
