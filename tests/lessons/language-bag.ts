/** Answers of the lesson on bags of words. */
import { logOddsOf, naiveBayes, wordsOf } from '../../src/core/data/labelled/bagOfWords.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'language/bag-of-words#by-hand': () => {
    const sentences = Array.from({ length: 18 }, (_, i) => [
      { seen: wordsOf(i < 5 ? 'love it' : 'fine'), label: 1 },
      { seen: wordsOf('bad'), label: 0 },
    ]).flat()
    return logOddsOf(naiveBayes(sentences, 2), 'love')
  },
}
