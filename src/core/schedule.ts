/** The learning rate of a step: up in a line, then down along a cosine (Radford et al. 2018, section 4.1). */

export interface Schedule {
  /** at the top */
  learningRate: number
  /** steps of linear warm-up */
  warmup: number
  /** the run's total */
  steps: number
}

/** The rate of `step`, counted from 1: reaches the top at step `warmup` and zero at step `steps`. */
export function learningRateAt(step: number, { learningRate, warmup, steps }: Schedule): number {
  if (step < warmup) return (learningRate * step) / warmup
  if (step >= steps) return warmup >= steps ? learningRate : 0
  return (learningRate * (1 + Math.cos((Math.PI * (step - warmup)) / (steps - warmup)))) / 2
}
