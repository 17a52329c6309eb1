/** The numeric answers of the lessons on the process and on watching it, by AdamW's reference and the course's schedule. */
import { adamWFactors, adamWOfOne } from '../../src/core/ops/adamw/reference.ts'
import { learningRateAt } from '../../src/core/schedule.ts'
import { ADAM } from '../../src/core/train/settings.ts'
import { fact } from '../../src/facts/facts.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  // shares of the text, and losses of its spaces, letters and names
  'training/watch-it-learn#share': () => 0.18 * 0.5 + 0.8 * 1.6 + 0.02 * 4,
  'training/the-process#first': () => {
    const settings = { ...ADAM, learningRate: 1e-4, weightDecay: 0.01, clip: 0, step: 1, decayUntil: 1 }
    return adamWOfOne({ weight: 0.03, gradient: 0.004, m: 0, v: 0 }, adamWFactors(settings, 0), settings, true).weight
  },
  'training/the-process#warm': () =>
    1e5 * learningRateAt(500, { learningRate: fact('gpt1.learningRate'), warmup: fact('gpt1.warmup'), steps: 100_000 }),
  'training/the-process#half': () =>
    1e5 * learningRateAt(51_000, { learningRate: fact('gpt1.learningRate'), warmup: fact('gpt1.warmup'), steps: 100_000 }),
  'training/the-process#root': () => 0.8 / Math.sqrt(fact('gpt1.batch')),
}
