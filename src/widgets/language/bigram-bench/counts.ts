/** A bigram model by counting: how often each character follows each, and what that says of text that was kept out. */
import { evaluationBatches } from '../../../core/data/batches.ts'
import { prepareCorpus } from '../../../core/data/corpus.ts'
import { Draw } from '../../../core/data/world/draw.ts'
import { CharacterTokenizer } from '../../../core/tokenizer/characters.ts'

/** Windows of this shape are measured on, as in training. */
export const BATCH = 8
export const TIME = 32
/** An evaluation of the core reads about so many tokens. */
const EVALUATED = 8192

export interface Bigram {
  vocabulary: readonly string[]
  /** [V,V] row-major: how often the column's character came after the row's */
  counts: Int32Array
  /** [V] how often each came before anything */
  totals: Int32Array
  /** [V] how many different ones came after each */
  followers: Int32Array
  /** [V] share of each among all, one added to every count */
  single: Float64Array
  /** each id with the one that came after it, of held-out text */
  heldOut: { ids: Int32Array; targets: Int32Array }[]
}

/** @throws CourseError 'bad-text' where the held-out tenth is shorter than a window */
export function countBigrams(text: string): Bigram {
  const tokenizer = CharacterTokenizer.fromText(text)
  const { train, validation } = prepareCorpus(text, tokenizer)
  const V = tokenizer.size
  const counts = new Int32Array(V * V)
  const totals = new Int32Array(V)
  const followers = new Int32Array(V)
  const single = new Float64Array(V).fill(1)
  for (const id of train) single[id]!++
  for (let i = 0; i + 1 < train.length; i++) {
    totals[train[i]!]!++
    if (counts[train[i]! * V + train[i + 1]!]!++ === 0) followers[train[i]!]!++
  }
  const count = Math.max(1, Math.ceil(Math.min(EVALUATED, validation.length) / (BATCH * TIME)))
  const heldOut = evaluationBatches(validation, { batch: BATCH, time: TIME, count })
  return { vocabulary: tokenizer.vocabulary, counts, totals, followers, single: single.map((n) => n / (train.length + V)), heldOut }
}

/**
 * p(b | a) as Witten and Bell (1991) smooth it: of n occurrences with d different followers, d / (n + d) goes to the single characters,
 * so that a pair that was never seen has a chance.
 */
export function probability({ counts, totals, followers, single, vocabulary }: Bigram, a: number, b: number): number {
  const [n, d] = [totals[a]!, followers[a]!]
  return n === 0 ? single[b]! : (counts[a * vocabulary.length + b]! + d * single[b]!) / (n + d)
}

/** Mean surprise at the held-out characters, bits. */
export function bitsOf({ heldOut }: Bigram, chance: (a: number, b: number) => number): number {
  let bits = 0
  let n = 0
  for (const { ids, targets } of heldOut) {
    for (let i = 0; i < ids.length; i++, n++) bits -= Math.log2(chance(ids[i]!, targets[i]!))
  }
  return bits / n
}

export interface Marks {
  uniformBits: number
  singleBits: number
  countedBits: number
  perplexity: number
  pairs: number
}

export function marksOf(bigram: Bigram): Marks {
  const countedBits = bitsOf(bigram, (a, b) => probability(bigram, a, b))
  return {
    uniformBits: Math.log2(bigram.vocabulary.length),
    singleBits: bitsOf(bigram, (_, b) => bigram.single[b]!),
    countedBits,
    perplexity: 2 ** countedBits,
    pairs: bigram.followers.reduce((sum, n) => sum + n, 0),
  }
}

/** The ids of the most frequent characters, most frequent first. */
export function frequent({ single }: Bigram, most: number): number[] {
  return [...single.keys()]
    .slice(1)
    .sort((a, b) => single[b]! - single[a]! || a - b)
    .slice(0, most)
}

/** What follows `a`, most frequent first; only pairs that were seen. */
export function followersOf({ counts, vocabulary }: Bigram, a: number): { id: number; count: number }[] {
  const row = counts.subarray(a * vocabulary.length, (a + 1) * vocabulary.length)
  return Array.from(row, (count, id) => ({ id, count }))
    .filter(({ count }) => count > 0)
    .sort((x, y) => y.count - x.count || x.id - y.id)
}

/** So many characters, each rolled from the row of the one before; the same seed gives the same ones. */
export function write(bigram: Bigram, first: number, length: number, seed: number): string {
  let [text, last] = [bigram.vocabulary[first]!, first]
  for (let i = 0; i < length; i++) {
    const draw = new Draw(seed, i, 0)
    let rest = 1
    // Of all but <unk>: each is asked in turn whether it takes what is left of the chance.
    let next = 1
    for (; next < bigram.vocabulary.length - 1; next++) {
      const p = probability(bigram, last, next)
      if (draw.chance(p / rest)) break
      rest -= p
    }
    last = next
    text += bigram.vocabulary[last]
  }
  return text
}
