/** Byte-pair encoding learned from a text, and looked at after any number of merges. */
import { BpeTokenizer } from '../../../core/tokenizer/bpe/bpe.ts'
import { learnMerges, type Merge } from '../../../core/tokenizer/bpe/learnMerges.ts'
import { countWords, firstSymbols, symbolsOf, wordsOf } from '../../../core/tokenizer/bpe/style.ts'
import { UNK } from '../../../core/tokenizer/tokenizer.ts'

const STYLE = 'gpt1'
/** More merges than any text of the widget has. */
const ENOUGH = 100_000

export interface Training {
  /** in the text's order */
  words: string[]
  counts: ReadonlyMap<string, number>
  /** all that the text gives: every pair that occurs twice */
  merges: Merge[]
  /** characters of the words */
  letters: number
}

export interface PairCount {
  parts: readonly [string, string]
  count: number
}

export interface Moment {
  tokenizer: BpeTokenizer
  /** each word of the text with its tokens */
  words: string[][]
  tokens: number
  /** what the next merge chooses from, most frequent first */
  pairs: PairCount[]
}

export function trainOn(text: string): Training {
  const words = wordsOf(text, STYLE)
  const counts = countWords(text, STYLE)
  const merges = [...learnMerges(counts, { style: STYLE, vocabSize: ENOUGH })]
  return { words, counts, merges, letters: words.reduce((sum, word) => sum + [...word].length, 0) }
}

/** The vocabulary and the text as they are after so many merges. */
export function momentOf({ words, counts, merges }: Training, done: number): Moment {
  const learned = merges.slice(0, done)
  const vocabulary = new Set([UNK, ...firstSymbols(counts.keys(), STYLE), ...learned.map(({ token }) => token)])
  const tokenizer = new BpeTokenizer(
    STYLE,
    [...vocabulary],
    learned.map(({ parts }) => parts),
  )
  const idsOf = new Map([...counts.keys()].map((word) => [word, tokenizer.encodeWord(word)]))
  const cut = words.map((word) => idsOf.get(word)!.map((id) => tokenizer.vocabulary[id]!))
  return { tokenizer, words: cut, tokens: cut.reduce((sum, { length }) => sum + length, 0), pairs: countPairs(tokenizer, idsOf, counts) }
}

/** Of equally frequent pairs the one with the smaller ids comes first, as in learning. */
function countPairs(
  { vocabulary }: BpeTokenizer,
  idsOf: ReadonlyMap<string, readonly number[]>,
  counts: ReadonlyMap<string, number>,
): PairCount[] {
  const found = new Map<string, { ids: readonly [number, number]; count: number }>()
  for (const [word, ids] of idsOf) {
    for (let i = 0; i + 1 < ids.length; i++) {
      const pair = [ids[i]!, ids[i + 1]!] as const
      const before = found.get(pair.join())?.count ?? 0
      found.set(pair.join(), { ids: pair, count: before + counts.get(word)! })
    }
  }
  return [...found.values()]
    .sort((a, b) => b.count - a.count || a.ids[0] - b.ids[0] || a.ids[1] - b.ids[1])
    .map(({ ids, count }) => ({ parts: [vocabulary[ids[0]]!, vocabulary[ids[1]]!], count }))
}

/** How one word is cut: its symbols, then what is left after each merge that applies, the earliest-learned first. */
export function stepsOf(word: string, { vocabulary, merges }: BpeTokenizer): string[][] {
  const known = new Set(vocabulary)
  const rankOf = new Map(merges.map((pair, rank) => [pair.join(' '), rank]))
  const steps = [symbolsOf(word, STYLE).map((symbol) => (known.has(symbol) ? symbol : UNK))]
  for (;;) {
    const now = steps.at(-1)!
    const ranks = now.slice(1).map((right, i) => rankOf.get(`${now[i]} ${right}`) ?? Number.POSITIVE_INFINITY)
    const best = Math.min(...ranks)
    if (!Number.isFinite(best)) return steps
    const at = ranks.indexOf(best)
    steps.push([...now.slice(0, at), now[at]! + now[at + 1]!, ...now.slice(at + 2)])
  }
}

/** The first word of what was typed, as the tokenizer sees it; undefined where there is none. */
export const firstWord = (typed: string): string | undefined => wordsOf(typed, STYLE)[0]
