/** The learning rate of a step: up in a line, then down along a cosine (Radford et al. 2018, section 4.1), or not down at all. */

export interface Schedule {
  /** at the top */
  learningRate: number
  /** steps of linear warm-up */
  warmup: number
  /** the run's total */
  steps: number
  /** what comes after the warm-up; default 'cosine' */
  schedule?: 'cosine' | 'constant'
}

/** The rate of `step`, counted from 1: reaches the top at step `warmup` and, along a cosine, zero at step `steps`. */
export function learningRateAt(step: number, { learningRate, warmup, steps, schedule = 'cosine' }: Schedule): number {
  if (step < warmup) return (learningRate * step) / warmup
  if (schedule === 'constant') return learningRate
  if (step >= steps) return warmup >= steps ? learningRate : 0
  return (learningRate * (1 + Math.cos((Math.PI * (step - warmup)) / (steps - warmup)))) / 2
}
