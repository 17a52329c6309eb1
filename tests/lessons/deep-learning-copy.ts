/** The numeric answers of the lesson on encoder and decoder. */
import { LENGTHS, LETTERS } from '../../src/widgets/deep-learning/state-copy/copy.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'deep-learning/encoder-and-decoder#bits': () => LENGTHS.at(-1)! * Math.log2(LETTERS.length),
}
