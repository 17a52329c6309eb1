/** The numeric answers of the lesson on modified architecture. */
import { fact } from '../../src/facts/facts.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'advanced/modified-architecture#inner': () => (2 * fact('gpt1.inner')) / 3,
}
