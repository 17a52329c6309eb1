/** The first run: as large as the device finishes within a minute, and long enough to beat the bigram. The page and the command line ask here. */
import { CourseError } from '../errors.ts'
import { evalEveryFor, FIXED, learningRateFor, stepsFor, warmupFor } from '../trainingDefaults.ts'
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

/** What of a run is said by hand. */
export type Said = { [K in keyof SuggestedSizes | keyof TrainingSettings]?: number | undefined }

/** What the run itself may take; sampling, saving and a cold start need the rest of the minute. */
const SECONDS = 40
/** Of the time, this much goes into steps; evaluations take the rest. */
const STEP_SHARE = 0.85

/**
 * What two ordinary cores do, in GFLOP/s over whole steps of a small model (README, Speed). The command line sizes its defaults for
 * them and does not measure, so that a command gives the same files on every machine.
 */
export const TWO_CORES = 50

interface Rung {
  nLayer: number
  nHead: number
  nEmbd: number
  nCtx: number
  batch: number
  /** a device that cannot take them all in its time gets the next smaller rung; more are left to "train longer" */
  steps: number
}

/**
 * Largest first; each beats the bigram by a clear margin. The steps are the rung's, not the device's: a speed that was measured a
 * little higher or lower gives the same run, to the bit. Windows of 32 learn a novel's letters faster than windows of 64 where there
 * is time for some hundred steps only.
 */
const LADDER: readonly Rung[] = [
  { nLayer: 6, nHead: 8, nEmbd: 256, nCtx: 256, batch: 16, steps: 1500 },
  { nLayer: 4, nHead: 4, nEmbd: 192, nCtx: 128, batch: 16, steps: 1500 },
  { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, batch: 8, steps: 2000 },
  { nLayer: 3, nHead: 4, nEmbd: 96, nCtx: 96, batch: 8, steps: 2000 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 64, batch: 8, steps: 3000 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 64, batch: 8, steps: 1500 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, batch: 8, steps: 1500 },
  { nLayer: 2, nHead: 4, nEmbd: 64, nCtx: 32, batch: 8, steps: 600 },
]

/** What a first run is sized for. */
export interface Situation {
  /** of the device, over a whole training step */
  gflopsPerSecond: number
  /** tokens in the vocabulary */
  vocab: number
  /** tokens to learn from */
  trainTokens: number
}

/** Sizes and settings for a device of that measured speed and a text of that length. @throws CourseError 'bad-text' where the text is too short for any context */
export const suggestRun = (situation: Situation): Suggestion => completeRun({}, situation)

/**
 * The first run with some things said by hand, which are done exactly. Of the rest the learning rate follows from the layers and the
 * width, the steps from the text and from the tokens in a step, warm-up and evaluations from the steps; all else is the first run's.
 * @throws CourseError 'bad-text' where the text is too short for any context
 */
export function completeRun(said: Said, { gflopsPerSecond, vocab, trainTokens }: Situation): Suggestion {
  // The validation part is a ninth of the training part and must hold a window as well.
  const longest = Math.floor(trainTokens / 9) - 2
  if (longest < 2)
    throw new CourseError(
      'bad-text',
      `The text has ${trainTokens} tokens to learn from, which is too few for any context.`,
      'Use a longer text.',
    )
  const budget = SECONDS * STEP_SHARE * gflopsPerSecond * 1e9
  const fits = ({ batch, steps, ...sizes }: Rung) => steps * estimate({ ...sizes, dropout: 0, nVocab: vocab }, batch).flopsPerStep <= budget
  const rung = LADDER.find(fits) ?? LADDER.at(-1)!
  const sizes = {
    nLayer: said.nLayer ?? rung.nLayer,
    nHead: said.nHead ?? rung.nHead,
    nEmbd: said.nEmbd ?? rung.nEmbd,
    nCtx: said.nCtx ?? Math.min(rung.nCtx, longest),
    dropout: said.dropout ?? 0,
  }
  const batch = said.batch ?? rung.batch
  const steps = said.steps ?? stepsFor({ steps: rung.steps, batch, nCtx: sizes.nCtx, trainTokens })
  return {
    sizes,
    training: {
      batch,
      steps,
      learningRate: said.learningRate ?? learningRateFor(sizes),
      warmup: said.warmup ?? warmupFor(steps),
      weightDecay: said.weightDecay ?? FIXED.weightDecay,
      clip: said.clip ?? FIXED.clip,
      evalEvery: said.evalEvery ?? evalEveryFor(steps),
      seed: said.seed ?? FIXED.seed,
    },
  }
}
