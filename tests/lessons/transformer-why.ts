/** The numeric answer of the lesson on why there is attention, computed again. */
import { GPT1 } from '../../src/core/config.ts'
import type { Answers } from '../support/answers.ts'

/** Leading terms for one layer, Vaswani et al. 2017, table 1. */
const attention = (n: number, d: number): number => n * n * d
const recurrence = (n: number, d: number): number => n * d * d

export const answers: Answers = {
  'transformer/why-attention#balance': () => attention(GPT1.nCtx, GPT1.nEmbd) / recurrence(GPT1.nCtx, GPT1.nEmbd),
}
