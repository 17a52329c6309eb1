/** Writing: token after token, each drawn with dice that the seed and its place decide. */
import { diceOf, draw } from '../dice.ts'
import { devicesOwn, type FilterSettings, validateFilters } from '../filters.ts'
import type { Tokenizer } from '../tokenizer/tokenizer.ts'
import { checkKnown } from '../tokenizer/unknown.ts'
import type { Decoder } from './decoder.ts'
import { distribution } from './distribution.ts'

export interface SamplingSettings extends FilterSettings {
  seed: number
}

/** One token that was drawn, with the dice that chose it and its probability among those kept. */
export interface DrawnToken {
  id: number
  probability: number
  dice: number
}

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
 * The device draws them by itself, some at a time. Once the context is full, or with a filter that the device does not have, the host
 * draws each from its whole distribution.
 */
export async function* generate(
  decoder: Decoder,
  prompt: ArrayLike<number>,
  count: number,
  settings: SamplingSettings,
): AsyncGenerator<DrawnToken> {
  validateFilters(settings)
  const ids = Array.from(prompt)
  const chunk = chunks()
  for (let n = 0; n < count; ) {
    const begun = performance.now()
    const some = devicesOwn(settings) ? Math.min(chunk.next, count - n, decoder.room(ids.length)) : 0
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

/** The ids that the model sees of a text. */
export const seenOf = ({ config }: Decoder, ids: ArrayLike<number>): number[] => Array.from(ids).slice(-config.nCtx)

/** The n-th token where its whole distribution is at hand. */
export async function drawOnHost(decoder: Decoder, ids: ArrayLike<number>, n: number, settings: SamplingSettings): Promise<DrawnToken> {
  const { candidates } = distribution(await decoder.logitsAfter(ids), settings, decoder.drawable, seenOf(decoder, ids))
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
