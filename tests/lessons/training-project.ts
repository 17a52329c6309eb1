/** The numeric answers of the project of part 5. */
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'training/five-minutes#steps': () => 40e9 / (6 * 33_840 * 4 * 32),
  'training/five-minutes#exponent': () => 60_000 * Math.sqrt(10),
}
