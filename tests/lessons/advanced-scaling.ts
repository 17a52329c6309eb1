/** The numeric answers of the lesson on scaling laws. */
import { lossAt } from '../../src/core/powerLaw.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'advanced/larger-data-sets#left': () => lossAt({ E: 0, A: 1, alpha: 0.3 }, 100),
  'advanced/larger-data-sets#chinchilla': () => Math.sqrt(1.2e21 / (6 * 20)) / 1e9,
}
