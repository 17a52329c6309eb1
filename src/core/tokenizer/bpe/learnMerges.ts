/** Byte-pair encoding, learned: the most frequent pair of neighbours becomes one token, again and again. */
import { UNK } from '../tokenizer.ts'
import { LinkedText } from './linkedText.ts'
import { PAIR, PairCounts } from './pairCounts.ts'
import { type BpeStyle, firstSymbols, symbolsOf } from './style.ts'

/** One step of learning, with what it did to the text. */
export interface Merge {
  /** 0 for the first */
  rank: number
  /** the ids of the two tokens that were neighbours */
  pair: readonly [number, number]
  /** their texts */
  parts: readonly [string, string]
  /** the text and id of the token that they became */
  token: string
  id: number
  /** how often they were neighbours in the text: of overlapping ones, as in "aaa", each counts */
  count: number
  /** tokens of the whole text before and after */
  tokensBefore: number
  tokensAfter: number
}

export interface LearnOptions {
  style: BpeStyle
  /** stop when there are so many tokens; the first symbols count */
  vocabSize: number
  /** stop at pairs that are rarer; default 2 */
  minCount?: number
}

export interface LearnedVocabulary {
  /** texts of the tokens in id order */
  vocabulary: string[]
  /** in the order in which they were learned */
  merges: (readonly [string, string])[]
}

/**
 * Learns merges from counted words, one at each `next()`; returns the vocabulary when it is full or no pair is left.
 * Of equally frequent pairs the one with the smaller ids comes first, as in Hugging Face's BpeTrainer.
 * The counts are kept up to date around each merge, so a step costs the pair's own occurrences and no more.
 */
export function* learnMerges(
  words: ReadonlyMap<string, number>,
  { style, vocabSize, minCount = 2 }: LearnOptions,
): Generator<Merge, LearnedVocabulary> {
  const vocabulary = [...(style === 'gpt1' ? [UNK] : []), ...firstSymbols(words.keys(), style)]
  const idOf = new Map(vocabulary.map((token, id) => [token, id]))
  const pairs = new PairCounts()
  const text = new LinkedText(words, (word) => symbolsOf(word, style).map((symbol) => idOf.get(symbol)!), pairs)
  const merges: (readonly [string, string])[] = []
  const merged = new Map<number, number>()
  text.report()

  while (vocabulary.length < vocabSize) {
    const top = pairs.next()
    if (!top || top.count < minCount) break
    const apply = (id: number): void => {
      for (const place of top.places.sort((a, b) => a - b)) text.merge(place, left, right, id)
      pairs.forget(top.pair)
    }
    const [left, right] = [Math.floor(top.pair / PAIR), top.pair % PAIR]
    // A token that came back by another merge may make a pair that has its rule already; an encoder would apply it at once.
    const known = merged.get(top.pair)
    if (known !== undefined) {
      apply(known)
      continue
    }
    const parts = [vocabulary[left]!, vocabulary[right]!] as const
    const token = parts[0] + parts[1]
    // "th"+"e" and "t"+"he" are two merges and one token.
    const id = idOf.get(token) ?? vocabulary.push(token) - 1
    idOf.set(token, id)
    merged.set(top.pair, id)
    const tokensBefore = text.tokens
    apply(id)
    merges.push(parts)
    yield { rank: merges.length - 1, pair: [left, right], parts, token, id, count: top.count, tokensBefore, tokensAfter: text.tokens }
  }
  return { vocabulary, merges }
}
