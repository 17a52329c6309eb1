/** Where the dice fall in a distribution that is on show. */
import type { NextToken, SampledToken } from '../worker/protocol.ts'

/**
 * The token on which `dice`, in [0, 1), falls when the kept shares are laid end to end, most probable first.
 * The core draws the same way; this lets the same dice fall anew when a slider or the model moves.
 */
export function land({ candidates }: NextToken, dice: number): SampledToken | null {
  let sum = 0
  let last: SampledToken | null = null
  for (const { id, token, kept } of candidates) {
    if (kept === 0) continue
    sum += kept
    last = { id, token, probability: kept, dice }
    if (sum > dice) break
  }
  return last
}
