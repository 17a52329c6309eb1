/** Sampling one token: temperature, then top-k, then top-p, then the token on which the dice fall. */
import { type Drawable, isDrawable } from '../../drawable.ts'

export interface SampleSettings {
  /** 0: the most probable token */
  temperature: number
  /** keep the k most probable; 0: all */
  topK: number
  /** keep the fewest whose probabilities reach p; 1: all */
  topP: number
  /** in [0, 1) */
  dice: number
}

/**
 * logits [V] → the token and its probability among those kept; of equals the lower id comes first. Id −1 where a logit is not finite.
 * Tokens that may not be drawn are as if they were not there.
 */
export function sampleToken(
  logits: ArrayLike<number>,
  { temperature, topK, topP, dice }: SampleSettings,
  drawable: Drawable = { tokens: logits.length, never: -1 },
): { id: number; probability: number } {
  const z = Array.from(logits, Math.fround)
  const order = z.map((_, id) => id).filter((id) => isDrawable(id, drawable))
  if (!order.every((id) => Number.isFinite(z[id]))) return { id: -1, probability: 0 }
  order.sort((a, b) => z[b]! - z[a]! || a - b)
  if (temperature === 0) return { id: order[0]!, probability: 1 }
  const scaled = order.map((id) => z[id]! / temperature)
  let kept = shares(scaled.map((value) => Math.exp(value - scaled[0]!)))
  if (topK > 0) kept = shares(kept.slice(0, topK))
  if (topP < 1) kept = shares(nucleus(kept, topP))
  let [sum, last] = [0, 0]
  for (const [i, share] of kept.entries()) {
    if (share === 0) continue
    last = i
    sum += share
    if (sum > dice) break
  }
  return { id: order[last]!, probability: kept[last]! }
}

/** A token stays where those before it have not reached p yet. */
function nucleus(sorted: number[], p: number): number[] {
  let before = 0
  return sorted.filter((share) => {
    const stays = before < p
    before += share
    return stays
  })
}

function shares(values: number[]): number[] {
  const total = values.reduce((a, b) => a + b, 0)
  return values.map((value) => value / total)
}
