/** The dice that choose a token: a pure function of the seed and the token's place, and where they fall. */
import { streamKey, uniform } from './random.ts'

/** The stream of random numbers that samples; windows, dropout and initial weights have others. */
const SAMPLE_STREAM = 0x73616d70

/** The dice of the n-th new token, in [0, 1). */
export const diceOf = (seed: number, n: number): number => uniform(streamKey(seed, 0, SAMPLE_STREAM), n)

/** The candidate on which the dice, a number in [0, 1), fall: the first at which the kept probabilities sum to more. */
export function draw<T extends { kept: number }>(candidates: readonly T[], dice: number): T {
  let sum = 0
  let last = candidates[0]!
  for (const candidate of candidates) {
    if (candidate.kept === 0) continue
    last = candidate
    sum += candidate.kept
    if (sum > dice) return candidate
  }
  return last // the sum of rounded probabilities may end a little below 1
}
