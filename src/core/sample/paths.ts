/** Texts that a model's decoder is asked for: what may come next, with the model's own probabilities, and texts drawn with dice. */
import { diceOf, draw } from '../dice.ts'
import { type Drawable, isDrawable } from '../drawable.ts'
import { expectFinite } from '../notANumber.ts'
import type { Decoder } from './decoder.ts'
import { distribution } from './distribution.ts'
import { type SamplingSettings, seenOf } from './generate.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import type { Continuations, Path, SearchSettings } from './search.ts'

/** ln of each token's probability, by id: a softmax over those that may be drawn, −Infinity for the others. */
export function logProbabilities(logits: ArrayLike<number>, drawable: Drawable): Float64Array {
  const z = Float64Array.from(logits, (logit, id) => (isDrawable(id, drawable) ? logit : Number.NEGATIVE_INFINITY))
  const max = z.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const logSumExp = max + Math.log(z.reduce((sum, value) => sum + Math.exp(value - max), 0))
  expectFinite([logSumExp], 'The sum over the logits')
  return z.map((value) => value - logSumExp)
}

/** The one token that ends texts; null for no text, and for one that is not a single token of the model's. */
export function endOf(tokenizer: Tokenizer, text: string): number | null {
  if (text === '' || tokenizer.unknown(text).length > 0) return null
  const ids = tokenizer.encode(text)
  return ids.length === 1 ? ids[0]! : null
}

/** What a model says may come after the prompt and more tokens. */
export const continuationsOf =
  (decoder: Decoder, prompt: ArrayLike<number>): Continuations =>
  async (ids) =>
    logProbabilities(await decoder.logitsAfter([...Array.from(prompt), ...ids]), decoder.drawable)

/** The text that `generate` writes with these settings, up to the end token if there is one; its probabilities are the model's own. */
export async function drawnPath(
  decoder: Decoder,
  prompt: ArrayLike<number>,
  { tokens, end, lengthPenalty }: SearchSettings,
  sampling: SamplingSettings,
): Promise<Path> {
  const ids: number[] = []
  const own: number[] = []
  for (let n = 0; n < tokens && ids.at(-1) !== (end ?? -1); n++) {
    const text = [...Array.from(prompt), ...ids]
    const logits = await decoder.logitsAfter(text)
    const { candidates } = distribution(logits, sampling, decoder.drawable, seenOf(decoder, text))
    const { id } = draw(candidates, diceOf(sampling.seed, n))
    own.push(logProbabilities(logits, decoder.drawable)[id]!)
    ids.push(id)
  }
  const sum = own.reduce((a, b) => a + b, 0)
  return { ids, logProbabilities: own, sum, score: sum / ids.length ** lengthPenalty, ended: ids.at(-1) === end }
}
