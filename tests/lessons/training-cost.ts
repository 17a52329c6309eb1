/** The numeric answers of the lesson on what training costs. */
import { fact } from '../../src/facts/facts.ts'
import { energyOf } from '../../src/widgets/training/training-cost/cost.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'training/what-it-cost#stated': () => (fact('gpt1.gpus') * fact('gpt1.cardTeraflops') * fact('gpt1.days') * 0.5) / 1000,
  'training/what-it-cost#minutes': () => (6 * 1e6 * 2e7) / 50e9 / 60,
  // forty minutes at any rate
  'training/what-it-cost#kettle': () => 1000 * energyOf(40 * 60, 1, 30),
}
