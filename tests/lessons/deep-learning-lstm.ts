/** The numeric answers of the lesson on LSTMs, by the cell of its figure. */
import { GATES, stepOf, stepsOf } from '../../src/widgets/deep-learning/lstm-step/cell.ts'
import type { Answers } from '../support/answers.ts'

const logit = (p: number): number => Math.log(p / (1 - p))
/** Weights whose biases alone make the gates these. */
const held = (i: number, f: number, g: number): string => [i, f, g, 0].map((bias) => `0,0,0,${bias}`).join(',')

export const answers: Answers = {
  'deep-learning/long-short-term-memory#by-hand': () => stepOf(held(40, 0, Math.atanh(-0.4)), 'a', [0, 0], { c: 2, h: 0 }).c,
  'deep-learning/long-short-term-memory#product': () => {
    const steps = stepsOf({ passage: 'a'.repeat(51), opens: '(', closes: ')', weights: held(0, logit(0.97), 0) })
    return steps.slice(1).reduce((product, { gates }) => product * gates.f, 1)
  },
  'deep-learning/long-short-term-memory#parameters': () => GATES.length * (32 * 64 + 64 * 64 + 64),
}
