/** What an attention layer of a model gives the last of some tokens, in any order, with the model's positions and without. */
import { familyOf, headSizeOf } from '../../../core/config/variant.ts'
import { streamKey, uniform } from '../../../core/random.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const DEFAULT_TEXT = 'the whale did not see the ship'

/** What the last token gets from attention [nHead·D]. */
export interface Outcome {
  withPositions: Float32Array
  withoutPositions: Float32Array
}

export interface Bag {
  tokens: string[]
  /** the order of the tokens [T], by their places in the text */
  shuffled: number[]
  words: number
  /** words that stand elsewhere than in the text */
  displaced: number
  layer: number
  asWritten: Outcome
  afterwards: Outcome
}

/**
 * Whatever tells the model about places is taken away: a table, waves, or the turning of queries and keys.
 * @param seed of the shuffle; 0 shuffles nothing
 * @throws a plain error where the model has no attention
 */
export async function bagOf(
  core: Pick<CoreApi, 'probe' | 'probeTokens'>,
  handle: ModelHandle,
  { config }: Pick<ModelSummary, 'config'>,
  { text, seed, layer }: { text: string; seed: number; layer: number },
): Promise<Bag> {
  if (familyOf(config) !== 'gpt') {
    throw {
      code: 'bad-config',
      message: 'This figure reads what attention gives, and the open model has none.',
      hint: 'Open the course’s model, or train a GPT.',
    }
  }
  const { tokens, tensors } = await core.probe(handle, text, ['ids'])
  const ids = [...tensors[0]!.data]
  const inner = config.nHead * headSizeOf(config)
  const last = async (places: readonly number[], without: ModelHandle['without']): Promise<Float32Array> => {
    const ordered = places.map((place) => ids[place]!)
    const { tensors } = await core.probeTokens({ ...handle, without }, ordered, [`h.${layer}.attn.out`])
    return tensors[0]!.data.slice(-inner)
  }
  const both = async (places: readonly number[]): Promise<Outcome> => ({
    withPositions: await last(places, handle.without),
    withoutPositions: await last(places, { ...handle.without, noPositions: true }),
  })
  const groups = wordsOf(tokens)
  const order = shuffledWords(groups, seed)
  const shuffled = order.flatMap((word) => groups[word]!)
  const displaced = order.filter((word, place) => word !== place).length
  const asWritten = await both(tokens.map((_, i) => i))
  return { tokens, shuffled, words: groups.length, displaced, layer, asWritten, afterwards: await both(shuffled) }
}

/** Places of the tokens of each word: a word ends with the blank after it. A text without blanks is one token a word. */
export function wordsOf(tokens: readonly string[]): number[][] {
  const words: number[][] = [[]]
  tokens.forEach((token, i) => {
    words.at(-1)!.push(i)
    if (/\s$/.test(token) && i < tokens.length - 1) words.push([])
  })
  return words.length > 1 ? words : tokens.map((_, i) => [i])
}

/** The words in another order, by their numbers; the last stays last. Fisher–Yates. */
export function shuffledWords(words: readonly number[][], seed: number): number[] {
  const order = words.slice(0, -1).map((_, word) => word)
  if (seed > 0) {
    const key = streamKey(seed, 0, 0)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(uniform(key, i) * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
  }
  return [...order, words.length - 1]
}

/** |b − a| / |a| */
export function movedBy(a: Float32Array, b: Float32Array): number {
  const length = (values: Float32Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))
  return length(b.map((v, i) => v - a[i]!)) / length(a)
}

export function readingsOf({ asWritten, afterwards, words, displaced }: Bag, positions: 'with' | 'without') {
  const movedWith = movedBy(asWritten.withPositions, afterwards.withPositions)
  const movedWithout = movedBy(asWritten.withoutPositions, afterwards.withoutPositions)
  return { moved: positions === 'with' ? movedWith : movedWithout, movedWith, movedWithout, words: words - 1, displaced }
}
