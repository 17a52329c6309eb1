/** The first attention layer of a model, by hand, over tokens in any order. */
import { headSizeOf, variantOf } from '../../../core/config/variant.ts'
import { attention } from '../../../core/ops/attention/reference.ts'
import { linear } from '../../../core/ops/linear/reference.ts'
import { streamKey, uniform } from '../../../core/random.ts'
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const DEFAULT_TEXT = 'the whale did not see the ship'

/** The order of the tokens [T], by their places in the text, and what the last one gets from attention [nHead·D]. */
export interface Outcome {
  withPositions: Float64Array
  withoutPositions: Float64Array
}

export interface Bag {
  tokens: string[]
  shuffled: number[]
  words: number
  asWritten: Outcome
  afterwards: Outcome
}

/**
 * @param seed of the shuffle; 0 shuffles nothing
 * @throws a plain error where the model's positions are not a learned table, or the model has no attention
 */
export async function bagOf(core: CoreApi, handle: ModelHandle, model: ModelSummary, text: string, seed: number): Promise<Bag> {
  const { family = 'gpt', surgery } = model.config
  const { positions, nKvHead, biases, norm: order, normKind } = variantOf(model.config)
  if (
    family !== 'gpt' ||
    positions !== 'learned' ||
    surgery?.noPositions ||
    nKvHead !== null ||
    !biases ||
    order !== 'post' ||
    normKind !== 'layer'
  ) {
    throw {
      code: 'bad-config',
      message: 'This figure computes the first layer of a model that is built like GPT-1, and the open one is built otherwise.',
      hint: 'Open the course’s model, or train one without changes to its shape.',
    }
  }
  const names = ['ids', 'tokens_embed.weight', 'positions_embed.weight', 'h.0.attn.c_attn.weight', 'h.0.attn.c_attn.bias']
  const { tokens, tensors } = await core.probe(handle, text, names)
  const [ids, wte, wpe, weight, bias] = tensors.map(({ data }) => Float64Array.from(data)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const groups = wordsOf(tokens)
  const { nEmbd: C, nHead: heads } = model.config
  const headSize = headSizeOf(model.config)
  const inner = heads * headSize
  const last = (places: readonly number[], added: boolean): Float64Array => {
    const T = places.length
    const x = Float64Array.from({ length: T * C }, (_, n) => {
      const [t, c] = [Math.floor(n / C), n % C]
      return wte[ids[places[t]!]! * C + c]! + (added ? wpe[t * C + c]! : 0)
    })
    const qkv = linear(x, weight, bias, T, 3 * inner, C, false)
    const { out } = attention(qkv, { batch: 1, time: T, heads, headSize, scale: 1 / Math.sqrt(headSize), dropout: 0, key: 0, causal: true })
    return out.slice((T - 1) * inner)
  }
  const both = (places: readonly number[]): Outcome => ({ withPositions: last(places, true), withoutPositions: last(places, false) })
  const shuffled = shuffledOf(groups, seed)
  return { tokens, shuffled, words: groups.length, asWritten: both(tokens.map((_, i) => i)), afterwards: both(shuffled) }
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

/** The words but the last in another order, as places of tokens; the last stays last. Fisher–Yates. */
export function shuffledOf(words: readonly number[][], seed: number): number[] {
  const order = words.slice(0, -1)
  if (seed > 0) {
    const key = streamKey(seed, 0, 0)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(uniform(key, i) * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
  }
  return [...order, ...words.slice(-1)].flat()
}

/** |b − a| / |a| */
export function movedBy(a: Float64Array, b: Float64Array): number {
  const length = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))
  return length(b.map((v, i) => v - a[i]!)) / length(a)
}

export function readingsOf({ asWritten, afterwards, words }: Bag, positions: 'with' | 'without') {
  const movedWith = movedBy(asWritten.withPositions, afterwards.withPositions)
  const movedWithout = movedBy(asWritten.withoutPositions, afterwards.withoutPositions)
  return { moved: positions === 'with' ? movedWith : movedWithout, movedWith, movedWithout, words: words - 1 }
}
