/** The learning rate of the first transformer, beside the shape that GPT-1 took, with the same top. */
import { learningRateAt } from '../../../core/schedule.ts'

/** Steps that the paper's base model was trained for, and that both curves are drawn over. */
export const STEPS = 100_000

export interface Given {
  /** d_model */
  width: number
  warmup: number
}

/** d_model^−½ · min(step^−½, step · warmup^−3/2); step counts from 1 (Vaswani et al. 2017, section 5.3). */
export const paperRate = (step: number, { width, warmup }: Given): number => width ** -0.5 * Math.min(step ** -0.5, step * warmup ** -1.5)

export interface Rates {
  /** at the top, which is step `warmup` */
  top: number
  /** after a tenth of the run, at its half and at its end */
  tenth: number
  half: number
  last: number
  /** at its half, of a cosine with the same top and warm-up */
  cosineHalf: number
}

export function ratesOf(given: Given): Rates {
  const at = (step: number) => paperRate(step, given)
  return { top: at(given.warmup), tenth: at(STEPS / 10), half: at(STEPS / 2), last: at(STEPS), cosineHalf: cosineRate(STEPS / 2, given) }
}

export const cosineRate = (step: number, given: Given): number =>
  learningRateAt(step, { learningRate: paperRate(given.warmup, given), warmup: given.warmup, steps: STEPS })

/** Closer together in the warm-up, which is short. */
export function curveOf(rate: (step: number, given: Given) => number, given: Given): { x: number; y: number }[] {
  const early = Array.from({ length: 20 }, (_, i) => Math.max(1, Math.round((i * given.warmup) / 20)))
  const late = Array.from({ length: 101 }, (_, i) => Math.round(given.warmup + (i * (STEPS - given.warmup)) / 100))
  return [...early, ...late].map((x) => ({ x, y: rate(x, given) }))
}
