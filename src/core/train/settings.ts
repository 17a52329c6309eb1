/** The settings of a training run, and what is allowed. */
import { CourseError } from '../errors.ts'
import type { OptimizerSettings } from '../model/plans.ts'

export interface TrainingSettings {
  /** windows of text in one step, B */
  batch: number
  /** the run's total */
  steps: number
  /** at the top of the schedule */
  learningRate: number
  /** steps of linear warm-up */
  warmup: number
  weightDecay: number
  /** the largest global gradient norm; 0 turns clipping off */
  clip: number
  /** steps from one evaluation to the next; 0: only at the end */
  evalEvery: number
  /** of initial weights, batches and dropout */
  seed: number
  /** of the learning rate after the warm-up; default 'cosine', as in GPT-1 */
  schedule?: 'cosine' | 'constant'
  /** standard deviation of the matrices that a run begins with; default GPT-1's 0.02 */
  initStd?: number
}

/** With Adam, whatever the model: a sensible one to begin with. */
const USUAL_RATE = 1e-3

/** Adam's own settings, as PyTorch has them. */
export const ADAM = { beta1: 0.9, beta2: 0.999, eps: 1e-8 } as const

export const optimizerOf = ({ weightDecay, clip }: TrainingSettings): OptimizerSettings => ({ ...ADAM, weightDecay, clip })

const WHOLE = {
  batch: ['The batch', 1, 4096],
  steps: ['The number of steps', 1, 10_000_000],
  warmup: ['The warm-up', 0, 10_000_000],
  evalEvery: ['The steps between evaluations', 0, 10_000_000],
  seed: ['The seed', 0, 2 ** 32 - 1],
} as const

/** Returns the settings, or throws CourseError 'bad-argument' that names the value, the rule and a way out. */
export function validateSettings(settings: TrainingSettings): TrainingSettings {
  for (const key of ['batch', 'steps', 'warmup', 'evalEvery', 'seed'] as const) {
    const [words, low, high] = WHOLE[key]
    const value = settings[key]
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new CourseError(
        'bad-argument',
        `${words} is ${value}, but it must be a whole number from ${low} to ${high}.`,
        `Try ${Number.isFinite(value) ? Math.min(high, Math.max(low, Math.round(value))) : low}.`,
      )
    }
  }
  for (const [key, words, usual] of [
    ['learningRate', 'The learning rate', `${USUAL_RATE}`],
    ['weightDecay', 'The weight decay', '0.01'],
    ['clip', 'The clipping norm', '1'],
  ] as const) {
    const value = settings[key]
    if (!Number.isFinite(value) || value < 0) {
      throw new CourseError('bad-argument', `${words} is ${value}, but it must be a number from 0 up.`, `A usual value is ${usual}.`)
    }
  }
  const { schedule, initStd } = settings
  if (schedule !== undefined && schedule !== 'cosine' && schedule !== 'constant')
    throw new CourseError('bad-argument', `The schedule is "${schedule}", but it must be cosine or constant.`, 'GPT-1’s is cosine.')
  if (initStd !== undefined && !(Number.isFinite(initStd) && initStd > 0))
    throw new CourseError(
      'bad-argument',
      `The standard deviation of the first weights is ${initStd}, but it must be a number above 0.`,
      'GPT-1’s is 0.02.',
    )
  return settings
}

/** What to try where a loss was no number: a tenth of the rate, and no more than is usual. */
export const lowerRate = (learningRate: number): string =>
  `a learning rate of ${Number(Math.min(learningRate / 10, USUAL_RATE).toPrecision(1))}`
