/** What so many merges make of a text and of a word. */
import { firstWord, type Moment, type Training } from './training.ts'

/** Of a text with fewer merges, all of them. */
export const doneOf = (merges: number, training: Training): number => Math.min(merges, training.merges.length)

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
