/** The numeric answers of the lessons on summaries and translations. */
import { rouge } from '../../src/core/score/rouge.ts'
import type { Answers } from '../support/answers.ts'

const pair = () => rouge('Tom lost the key', 'Tom lost a red key')

export const answers: Answers = {
  // the words and the end; the delimiter is never predicted in the target
  'using/summarization#places': () => 19 + 1,
  'using/summarization#by-hand': () => pair().one.f,
  'using/summarization#pairs': () => pair().two.f,
}
