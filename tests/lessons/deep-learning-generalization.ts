/** The numeric answers of the lesson on generalization, by the core's reference of AdamW and of dropout. */
import { adamW } from '../../src/core/ops/adamw/reference.ts'
import { dropoutScale, normal, streamKey } from '../../src/core/random.ts'
import type { Answers } from '../support/answers.ts'

/** By how much a step makes a weight smaller whose gradients are all 0. */
function decayed(weight: number, learningRate: number, weightDecay: number): number {
  const weights = Float64Array.of(weight)
  const settings = { learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay, clip: 0, step: 5, decayUntil: 1 }
  adamW(weights, new Float64Array(1), new Float64Array(1), new Float64Array(1), 0, settings)
  return weight - weights[0]!
}

/** What dropout multiplies a number by that it keeps. */
function kept(p: number): number {
  const key = streamKey(1, 0, 0)
  for (let i = 0; ; i++) {
    const scale = dropoutScale(key, i, p)
    if (scale !== 0) return scale
  }
}

/** How much smaller the spread of means over 64 draws is than that over 16, over many means. */
function quotient(): number {
  const key = streamKey(2, 0, 0)
  const spread = (size: number) => {
    const means = Array.from({ length: 4000 }, (_, m) => {
      let sum = 0
      for (let i = 0; i < size; i++) sum += normal(key, m * 64 + i)
      return sum / size
    })
    return Math.sqrt(means.reduce((sum, mean) => sum + mean * mean, 0) / means.length)
  }
  return spread(64) / spread(16)
}

export const answers: Answers = {
  'deep-learning/generalization#scale': () => kept(0.2),
  'deep-learning/generalization#pull': () => decayed(2, 0.01, 0.1),
  // rounded as the spread of 4,000 draws allows
  'deep-learning/generalization#noise': () => Math.round(0.08 * quotient() * 100) / 100,
}
