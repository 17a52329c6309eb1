/** What the model would have guessed at every place of a passage. */
import type { Probe } from '../../../worker/protocol.ts'

export interface ModelGuess {
  /** the character that came */
  letter: string
  /** the share that the model had given it */
  probability: number
  /** 1: it was the model's first guess */
  rank: number
}

/** From a probe of `losses` [T] and `logits` [T,V]: one guess for each character but the first. */
export function guessesOf({ targets, tensors }: Probe): ModelGuess[] {
  const [losses, logits] = tensors
  const vocabulary = logits!.shape.at(-1)!
  return targets!.map((letter, i) => {
    const row = logits!.data.subarray(i * vocabulary, (i + 1) * vocabulary)
    const probability = Math.exp(-losses!.data[i]!)
    // loss = logSumExp − logit of what came, so the logit of what came is known without its id.
    const own = Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0)) - losses!.data[i]!
    const rank = 1 + row.filter((logit) => logit > own + 1e-4).length
    return { letter, probability, rank }
  })
}

export const TENSORS = ['losses', 'logits'] as const

export const meanBits = (guesses: readonly ModelGuess[]): number =>
  guesses.reduce((sum, { probability }) => sum - Math.log2(probability), 0) / guesses.length

export const firstShare = (ranks: readonly number[]): number => ranks.filter((rank) => rank === 1).length / ranks.length
