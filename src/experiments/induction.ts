/** Heads that look for what followed the last time: how much of their attention goes there on a sequence that is said twice. */
import type { Attention } from '../worker/protocol.ts'

/** The place after the one where token `i` stood the last time before, or −1. */
export const afterLast = (tokens: readonly string[], i: number): number => tokens.lastIndexOf(tokens[i]!, i - 1) + 1 || -1

/**
 * Mean share, by [layer][head], that a token gives to the one that followed its last occurrence (the prefix-matching score of Olsson et
 * al. 2022), over the tokens `from` … `to` − 1 that have one.
 */
export function prefixMatching(
  { tokens, nLayer, nHead, probabilities }: Omit<Attention, 'unknown'>,
  from: number,
  to = tokens.length,
): number[][] {
  const T = tokens.length
  const places = Array.from({ length: to - from }, (_, i) => from + i).filter((i) => i > 0 && afterLast(tokens, i) > 0)
  return Array.from({ length: nLayer }, (_, l) =>
    Array.from({ length: nHead }, (_, h) => {
      const at = (i: number) => probabilities[((l * nHead + h) * T + i) * T + afterLast(tokens, i)]!
      return places.reduce((sum, i) => sum + at(i), 0) / Math.max(1, places.length)
    }),
  )
}

/** Mean share, by [layer][head], that the tokens `from` … `to` − 1 give to the one so many places back. */
export function shareAt(
  { tokens: { length: T }, nLayer, nHead, probabilities }: Attention,
  back: number,
  from: number,
  to: number,
): number[][] {
  return Array.from({ length: nLayer }, (_, l) =>
    Array.from({ length: nHead }, (_, h) => {
      let sum = 0
      for (let i = from; i < to; i++) sum += probabilities[((l * nHead + h) * T + i) * T + i - back]!
      return sum / (to - from)
    }),
  )
}

/** The head with the largest score. */
export function strongest(scores: readonly (readonly number[])[]): { layer: number; head: number; score: number } {
  return scores
    .flatMap((row, layer) => row.map((score, head) => ({ layer, head, score })))
    .reduce((best, each) => (each.score > best.score ? each : best))
}
