/** The numeric answers of the lessons on tokens and counts, computed again. */
import { learnMerges } from '../../src/core/tokenizer/bpe/learnMerges.ts'
import { countWords } from '../../src/core/tokenizer/bpe/style.ts'
import { trainBpe } from '../../src/core/tokenizer/bpe/train.ts'
import type { Answers } from '../support/answers.ts'

/** Learned from a text with so many symbols that gives so many merges and no more. */
function vocabularyOf(symbols: number, merges: number): number {
  const letters = Array.from({ length: symbols }, (_, i) => String.fromCodePoint(0x16a0 + i))
  // Each word is two letters and occurs twice, so each is one merge; with 60 letters there are 3,600 of them.
  const words = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).slice(0, merges)
  const rest = letters.join(' ')
  return trainBpe([...words, ...words, rest].join(' '), { style: 'gpt1', vocabSize: 100_000 }).size
}

/** Share of pairs that begin with `a` and end with `b`. */
function shareAfter(text: string, a: string, b: string): number {
  const followers = [...text.slice(0, -1)].flatMap((character, i) => (character === a ? [text[i + 1]] : []))
  return followers.filter((character) => character === b).length / followers.length
}

export const answers: Answers = {
  'language/tokenization#vocabulary': () => vocabularyOf(60, 1000),
  'language/byte-pair-encoding#count': () => {
    const { done, value } = learnMerges(countWords('hot hot hotel shot', 'gpt1'), { style: 'gpt1', vocabSize: 1000 }).next()
    return done ? Number.NaN : value.tokensAfter
  },
  'language/n-grams#surprise': () => -Math.log2(shareAfter('abracadabra', 'a', 'd')),
  'language/n-grams#choices': () => 2 ** 3,
}
