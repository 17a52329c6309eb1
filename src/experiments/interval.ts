/** What differences over a few seeds are worth: their mean, and an interval around it. */

export interface Interval {
  mean: number
  /** so far on either side; the true mean lies within in 95 of 100 cases, if the differences are normal */
  half: number
}

/** 97.5 % quantiles of Student's t with 1, 2, … degrees of freedom. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]

/** Of paired differences, two to ten: mean ± t·s/√n. */
export function intervalOf(differences: readonly number[]): Interval {
  const n = differences.length
  const mean = differences.reduce((sum, d) => sum + d, 0) / n
  const variance = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (n - 1)
  return { mean, half: T[n - 2]! * Math.sqrt(variance / n) }
}

/** Whether the interval leaves zero out, so that the sign is known. */
export const isClear = ({ mean, half }: Interval): boolean => Math.abs(mean) > half
