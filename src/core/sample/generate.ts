/** Writing: token after token, each drawn with dice that the seed and its place decide. */
import { streamKey, uniform } from '../random.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import type { Decoder } from './decoder.ts'
import { type DistributionSettings, distribution, draw } from './distribution.ts'

export interface SamplingSettings extends DistributionSettings { seed: number }

/** One token that was drawn, with the dice that chose it and its probability among those kept. */
export interface DrawnToken { id: number; probability: number; dice: number }

/** The stream of random numbers that samples; windows, dropout and initial weights have others. */
const SAMPLE_STREAM = 0x73616d70

/** The dice of the n-th new token, in [0, 1). */
export const diceOf = (seed: number, n: number): number => uniform(streamKey(seed, 0, SAMPLE_STREAM), n)

/** Yields `count` tokens after `prompt` (at least one id). The same decoder, prompt and settings give the same tokens. */
export async function* generate(decoder: Decoder, prompt: ArrayLike<number>, count: number, settings: SamplingSettings): AsyncGenerator<DrawnToken> {
  const ids = Array.from(prompt)
  for (let n = 0; n < count; n++) {
    const { candidates } = distribution(await decoder.logitsAfter(ids), settings)
    const dice = diceOf(settings.seed, n)
    const { id, kept } = draw(candidates, dice)
    ids.push(id)
    yield { id, probability: kept, dice }
  }
}

/** A prompt's ids. A model needs something to go on from, so an empty prompt becomes a line break, or `<unk>` where there is none. */
export function promptIds(tokenizer: Tokenizer, prompt: string): Int32Array {
  return prompt === '' ? tokenizer.encode('\n') : tokenizer.encode(prompt)
}
