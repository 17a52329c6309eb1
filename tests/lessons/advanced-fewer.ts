/** The numeric answers of the lessons on sharing, pruning, adapters and teachers. */
import { fact } from '../../src/facts/facts.ts'
import type { Answers } from '../support/answers.ts'

const adapter = (rank: number, from: number, to: number): number => rank * (from + to)

export const answers: Answers = {
  'advanced/share-and-prune#factor': () => adapter(128, fact('gpt1.vocabulary'), fact('gpt1.width')) / 1e6,
  'advanced/teach-and-adapt#count': () => adapter(8, fact('gpt1.width'), fact('gpt1.inner')),
  'advanced/teach-and-adapt#soft': () => Math.exp((6 - 2) / 2),
}
