/** Writing: token after token, each drawn with dice that the seed and its place decide. */
import { streamKey, uniform } from '../random.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { checkKnown } from '../tokenizer/unknown.ts'
import type { Decoder } from './decoder.ts'
import { type DistributionSettings, distribution, draw, validateDistribution } from './distribution.ts'

export interface SamplingSettings extends DistributionSettings {
  seed: number
}

/** One token that was drawn, with the dice that chose it and its probability among those kept. */
export interface DrawnToken {
  id: number
  probability: number
  dice: number
}

/** The stream of random numbers that samples; windows, dropout and initial weights have others. */
const SAMPLE_STREAM = 0x73616d70

/** The dice of the n-th new token, in [0, 1). */
export const diceOf = (seed: number, n: number): number => uniform(streamKey(seed, 0, SAMPLE_STREAM), n)

/** The device writes so long by itself, for a stop must be heard and a text shall grow before the reader's eyes; and no more tokens than so many. */
const CHUNK_MS = 50
const CHUNK = 16
/** Where an answer takes longer than that whatever is asked (a browser that maps a buffer late), more tokens come with it, as long as they make it so many times later at most. */
const LATER = 1.5

/** How many tokens to ask the device for next. */
function chunks(): { next: number; took(ms: number): void } {
  let next = 1
  let quickest = Number.POSITIVE_INFINITY
  let prompted = false
  return {
    get next() {
      return next
    },
    took(ms) {
      // The first answer comes after the prompt was read: it says little about the next ones.
      if (!prompted && ms > CHUNK_MS) {
        prompted = true
        return
      }
      prompted = true
      quickest = Math.min(quickest, ms)
      const most = Math.max(CHUNK_MS, LATER * quickest)
      const wanted = ms <= most ? Math.max(2 * next, (CHUNK_MS * next) / ms) : (most * next) / ms
      next = Math.max(1, Math.min(CHUNK, Math.floor(wanted)))
    },
  }
}

/**
 * Yields `count` tokens after `prompt` (at least one id). The same decoder, prompt and settings give the same tokens.
 * The device draws them by itself, some at a time; once the context is full, the host draws them from whole passes.
 */
export async function* generate(
  decoder: Decoder,
  prompt: ArrayLike<number>,
  count: number,
  settings: SamplingSettings,
): AsyncGenerator<DrawnToken> {
  validateDistribution(settings)
  const ids = Array.from(prompt)
  const chunk = chunks()
  for (let n = 0; n < count; ) {
    const begun = performance.now()
    const some = Math.min(chunk.next, count - n, decoder.room(ids.length))
    const drawn = some > 0 ? await drawOnDevice(decoder, ids, n, some, settings) : [await drawOnHost(decoder, ids, n, settings)]
    chunk.took(performance.now() - begun)
    for (const token of drawn) {
      ids.push(token.id)
      n++
      yield token
    }
  }
}

async function drawOnDevice(decoder: Decoder, ids: number[], n: number, count: number, settings: SamplingSettings): Promise<DrawnToken[]> {
  const dice = Array.from({ length: count }, (_, i) => diceOf(settings.seed, n + i))
  const drawn = await decoder.draw(
    ids,
    dice.map((dice) => ({ ...settings, dice })),
  )
  return drawn.map((token, i) => ({ ...token, dice: dice[i]! }))
}

/** The n-th token where its whole distribution is at hand. */
export async function drawOnHost(decoder: Decoder, ids: ArrayLike<number>, n: number, settings: SamplingSettings): Promise<DrawnToken> {
  const { candidates } = distribution(await decoder.logitsAfter(ids), settings, decoder.drawable)
  const dice = diceOf(settings.seed, n)
  const { id, kept } = draw(candidates, dice)
  return { id, probability: kept, dice }
}

/**
 * A prompt's ids. A model needs something to go on from, so an empty prompt becomes a line break, or `<unk>` where there is none.
 * @throws CourseError 'bad-text' for a prompt of which the model knows too little
 */
export function promptIds(tokenizer: Tokenizer, prompt: string): Int32Array {
  checkKnown(tokenizer, prompt, 'prompt')
  return prompt === '' ? tokenizer.encode('\n') : tokenizer.encode(prompt)
}
