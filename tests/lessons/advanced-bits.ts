/** The numeric answers of the lessons on bits and on golf. */
import { BLOCK, mostOf } from '../../src/core/rounding.ts'
import type { Answers } from '../support/answers.ts'

/** With a float for the scale of each block. */
const bytesIn4Bits = (weights: number): number => (weights * (4 + 32 / BLOCK)) / 8

export const answers: Answers = {
  'advanced/fewer-bits#step': () => 0.21 / mostOf(4) / 2,
  'advanced/fewer-bits#file': () => bytesIn4Bits(768 * 3072) / 1000,
  'advanced/golf#weights': () => bytesIn4Bits(100_000) / 1000,
}
