/** An attention layer of a model, by hand, over tokens in any order. */
import { headSizeOf, variantOf } from '../../../core/config/variant.ts'
import { streamKey, uniform } from '../../../core/random.ts'
import { attendIn, expectGpt1Blocks, passBlock, readBlocks } from '../../../experiments/blocks.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const DEFAULT_TEXT = 'the whale did not see the ship'

/** What the last token gets from attention [nHead·D]. */
export interface Outcome {
  withPositions: Float64Array
  withoutPositions: Float64Array
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
 * @param seed of the shuffle; 0 shuffles nothing
 * @throws a plain error where the model's positions are not a learned table, or its blocks are not GPT-1's
 */
export async function bagOf(
  core: CoreApi,
  handle: ModelHandle,
  model: ModelSummary,
  { text, seed, layer }: { text: string; seed: number; layer: number },
): Promise<Bag> {
  expectGpt1Blocks(model)
  if (variantOf(model.config).positions !== 'learned' || model.config.surgery?.noPositions) {
    throw {
      code: 'bad-config',
      message: 'This figure takes a learned table of positions away, and the open model has none.',
      hint: 'Open the course’s model, or train one with learned positions.',
    }
  }
  const { tokens, tensors } = await core.probe(handle, text, ['ids', 'tokens_embed.weight', 'positions_embed.weight'])
  const [ids, wte, wpe] = tensors.map(({ data }) => new Float64Array(data)) as [Float64Array, Float64Array, Float64Array]
  const blocks = await readBlocks(core, handle, layer)
  const { nEmbd: C, nHead } = model.config
  const inner = nHead * headSizeOf(model.config)
  const last = (places: readonly number[], added: boolean): Float64Array => {
    let x = Float64Array.from({ length: places.length * C }, (_, n) => {
      const [t, c] = [Math.floor(n / C), n % C]
      return wte[ids[places[t]!]! * C + c]! + (added ? wpe[t * C + c]! : 0)
    })
    for (const block of blocks.slice(0, layer)) x = passBlock(model.config, block, x).norm2
    return attendIn(model.config, blocks[layer]!, x).heads.slice(-inner)
  }
  const both = (places: readonly number[]): Outcome => ({ withPositions: last(places, true), withoutPositions: last(places, false) })
  const groups = wordsOf(tokens)
  const order = shuffledWords(groups, seed)
  const shuffled = order.flatMap((word) => groups[word]!)
  const displaced = order.filter((word, place) => word !== place).length
  const asWritten = both(tokens.map((_, i) => i))
  return { tokens, shuffled, words: groups.length, displaced, layer, asWritten, afterwards: both(shuffled) }
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
export function movedBy(a: Float64Array, b: Float64Array): number {
  const length = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))
  return length(b.map((v, i) => v - a[i]!)) / length(a)
}

export function readingsOf({ asWritten, afterwards, words, displaced }: Bag, positions: 'with' | 'without') {
  const movedWith = movedBy(asWritten.withPositions, afterwards.withPositions)
  const movedWithout = movedBy(asWritten.withoutPositions, afterwards.withoutPositions)
  return { moved: positions === 'with' ? movedWith : movedWithout, movedWith, movedWithout, words: words - 1, displaced }
}
