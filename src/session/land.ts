/** Where the dice fall in a distribution that is on show. */
import { draw } from '../core/dice.ts'
import type { NextToken, SampledToken } from '../worker/protocol.ts'

/** The token on which `dice`, in [0, 1), falls: anew whenever a slider or the model moves. Null where there is none. */
export function land({ candidates }: NextToken, dice: number): SampledToken | null {
  if (candidates.length === 0) return null
  const { id, token, kept } = draw(candidates, dice)
  return { id, token, probability: kept, dice }
}
