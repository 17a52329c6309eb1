/** From logits to the shares of the next token, for every letter of a text. */
import type { Numbers } from '../../figures/map/data.ts'

/** Logits [T,V] → what is needed for any share: exp(logit − largest) / sum. */
export interface Shares {
  logits: Numbers
  largest: Float64Array
  sum: Float64Array
}

export function softmaxRows(logits: Numbers): Shares {
  const { data, rows, width } = logits
  const [largest, sum] = [new Float64Array(rows), new Float64Array(rows)]
  for (let r = 0; r < rows; r++) {
    let most = Number.NEGATIVE_INFINITY
    for (let i = r * width; i < (r + 1) * width; i++) most = Math.max(most, data[i]!)
    let total = 0
    for (let i = r * width; i < (r + 1) * width; i++) total += Math.exp(data[i]! - most)
    largest[r] = most
    sum[r] = total
  }
  return { logits, largest, sum }
}

export const shareOf = ({ logits: { data, width }, largest, sum }: Shares, row: number, id: number): number =>
  Math.exp(data[row * width + id]! - largest[row]!) / sum[row]!

/** The `count` likeliest of a row, best first. */
export function likeliest(shares: Shares, row: number, count: number): { id: number; share: number }[] {
  const { data, width } = shares.logits
  const best: number[] = []
  for (let id = 0; id < width; id++) {
    const logit = data[row * width + id]!
    if (best.length === count && logit <= data[row * width + best.at(-1)!]!) continue
    const at = best.findIndex((other) => data[row * width + other]! < logit)
    best.splice(at === -1 ? best.length : at, 0, id)
    if (best.length > count) best.pop()
  }
  return best.map((id) => ({ id, share: shareOf(shares, row, id) }))
}
