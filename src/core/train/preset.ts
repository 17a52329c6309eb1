/** The first run: as large as the device finishes within a minute, and long enough to beat the bigram. */
import { CourseError } from '../errors.ts'
import { estimate } from './estimate.ts'
import type { TrainingSettings } from './settings.ts'

export interface SuggestedSizes {
  nLayer: number
  nHead: number
  nEmbd: number
  nCtx: number
  dropout: number
}

export interface Suggestion {
  sizes: SuggestedSizes
  training: TrainingSettings
}

/** What the run itself may take; sampling, saving and a cold start need the rest of the minute. */
const SECONDS = 40
/** Of the time, this much goes into steps; evaluations take the rest. */
const STEP_SHARE = 0.85

interface Rung {
  nLayer: number
  nHead: number
  nEmbd: number
  nCtx: number
  batch: number
  learningRate: number
  /** fewer do not beat the bigram by a clear margin, so the next smaller rung is better */
  least: number
  /** more are left to "train longer" */
  most: number
}

/**
 * Largest first. Post-norm blocks stop telling tokens apart when the rate is high early on, the deeper the sooner: the loss
 * then stays at the unigram's for hundreds of steps. So the rate falls with depth, and the warm-up is long.
 * Windows of 32 learn a novel's letters faster than windows of 64 where there is time for some hundred steps only.
 */
const LADDER: readonly Rung[] = [
  { nLayer: 6, nHead: 8, nEmbd: 256, nCtx: 256, batch: 16, learningRate: 6e-4, least: 1000, most: 2000 },
  { nLayer: 4, nHead: 4, nEmbd: 192, nCtx: 128, batch: 16, learningRate: 1e-3, least: 1000, most: 2000 },
  { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, batch: 8, learningRate: 1e-3, least: 1200, most: 2500 },
  { nLayer: 3, nHead: 4, nEmbd: 96, nCtx: 96, batch: 8, learningRate: 1.5e-3, least: 1200, most: 2500 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 64, batch: 8, learningRate: 2e-3, least: 1200, most: 3000 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, batch: 8, learningRate: 3e-3, least: 600, most: 2500 },
]

/**
 * Sizes and settings for a device of that measured speed and a text of that length.
 * @param gflopsPerSecond over a whole training step
 * @param vocab tokens in the vocabulary
 * @param trainTokens tokens to learn from
 * @throws CourseError 'bad-text' where the text is too short for any context
 */
export function suggestRun({
  gflopsPerSecond,
  vocab,
  trainTokens,
}: {
  gflopsPerSecond: number
  vocab: number
  trainTokens: number
}): Suggestion {
  // The validation part is a ninth of the training part and must hold a window as well.
  const longest = Math.floor(trainTokens / 9) - 2
  if (longest < 2)
    throw new CourseError(
      'bad-text',
      `The text has ${trainTokens} tokens to learn from, which is too few for any context.`,
      'Use a longer text.',
    )
  const budget = SECONDS * STEP_SHARE * gflopsPerSecond * 1e9
  const fitting = LADDER.map((rung) => {
    const sizes = { nLayer: rung.nLayer, nHead: rung.nHead, nEmbd: rung.nEmbd, nCtx: Math.min(rung.nCtx, longest), dropout: 0 }
    const steps = Math.floor(budget / estimate({ ...sizes, nVocab: vocab }, rung.batch).flopsPerStep / 50) * 50
    return { rung, sizes, steps }
  })
  const { rung, sizes, steps: affordable } = fitting.find(({ rung, steps }) => steps >= rung.least) ?? fitting.at(-1)!
  const steps = Math.min(rung.most, Math.max(rung.least, affordable))
  const evalEvery = Math.max(100, Math.round(steps / 10 / 50) * 50)
  return {
    sizes,
    training: {
      batch: rung.batch,
      steps,
      learningRate: rung.learningRate,
      warmup: Math.max(100, Math.round(steps / 10)),
      weightDecay: 0.01,
      clip: 1,
      evalEvery,
      seed: 1,
    },
  }
}
