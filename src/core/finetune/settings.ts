/** The settings of fine-tuning, with the paper's as defaults (Radford et al. 2018, section 4.1). */
import { CourseError } from '../errors.ts'

export interface FineTuneSettings {
  epochs: number
  /** examples in a step */
  batch: number
  /** at the top of the schedule */
  learningRate: number
  /** the share of all steps in which the rate rises */
  warmup: number
  /** L3 = L2 + λ·L1 */
  lambda: number
  classifierDropout: number
  weightDecay: number
  /** the largest global gradient norm; 0 turns clipping off */
  clip: number
  /** of new weights, of the order of examples and of dropout */
  seed: number
}

export const PAPER: FineTuneSettings = {
  epochs: 3,
  batch: 32,
  learningRate: 6.25e-5,
  warmup: 0.002,
  lambda: 0.5,
  classifierDropout: 0.1,
  weightDecay: 0.01,
  clip: 1,
  seed: 1,
}

/** Returns the settings. @throws CourseError 'bad-argument' that names the value, the rule and what the paper has */
export function validateFineTuning(settings: FineTuneSettings): FineTuneSettings {
  const must = (key: keyof FineTuneSettings, words: string, rule: string, ok: (value: number) => boolean) => {
    if (!ok(settings[key]))
      throw new CourseError('bad-argument', `${words} is ${settings[key]}, but it must be ${rule}.`, `The paper has ${PAPER[key]}.`)
  }
  const whole = (low: number, high: number) => (n: number) => Number.isInteger(n) && n >= low && n <= high
  const share = (n: number) => n >= 0 && n < 1
  const notNegative = (n: number) => Number.isFinite(n) && n >= 0
  must('epochs', 'The number of epochs', 'a whole number from 1 to 1000', whole(1, 1000))
  must('batch', 'The batch', 'a whole number from 1 to 4096', whole(1, 4096))
  must('seed', 'The seed', `a whole number from 0 to ${2 ** 32 - 1}`, whole(0, 2 ** 32 - 1))
  must('learningRate', 'The learning rate', 'a number from 0 up', notNegative)
  must('warmup', 'The warm-up', 'a share of the steps: at least 0 and below 1', share)
  must('lambda', 'λ', 'a number from 0 up', notNegative)
  must('classifierDropout', 'The classifier dropout', 'at least 0 and below 1', share)
  must('weightDecay', 'The weight decay', 'a number from 0 up', notNegative)
  must('clip', 'The clipping norm', 'a number from 0 up', notNegative)
  return settings
}

/**
 * The rate of `step`, counted from 1: up in a line over the first share of the steps, then down in a line; 0 would be reached one
 * step after the last, so that no step is wasted. Where the share is less than a step, the first step has the full rate.
 */
export function fineTuningRate(step: number, { learningRate, warmup }: FineTuneSettings, steps: number): number {
  const top = Math.max(1, Math.ceil(warmup * steps))
  return step < top ? (learningRate * step) / top : (learningRate * (steps + 1 - step)) / (steps + 1 - top)
}
