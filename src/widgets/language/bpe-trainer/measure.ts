/** What so many merges make of a text and of a word. */
import type { Measure } from '../../contract.ts'
import { type BpeTrainerParams, WORD } from './meta.ts'
import { firstWord, type Moment, momentOf, type Training, trainOn } from './training.ts'

/** Of a text with fewer merges, all of them. */
export const doneOf = (merges: number | undefined, training: Training): number => Math.min(merges ?? 0, training.merges.length)

export function readingsOf(training: Training, { tokenizer, tokens }: Moment, word: string): Record<string, number> {
  const first = firstWord(word)
  const ids = first === undefined ? [] : tokenizer.encodeWord(first)
  return {
    merges: tokenizer.merges.length,
    vocabulary: tokenizer.size,
    letters: training.letters,
    tokens,
    lettersPerToken: training.letters / tokens,
    ...(first ? { wordTokens: ids.length, wordUnknown: ids.filter((id) => id === tokenizer.unkId).length } : {}),
  }
}

export const measure: Measure<BpeTrainerParams> = async ({ text, merges, word = WORD }, world) => {
  const training = trainOn(text ?? world.text)
  return readingsOf(training, momentOf(training, doneOf(merges, training)), word)
}
