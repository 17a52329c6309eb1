/** Dot products of random vectors, drawn anew for each seed. */
import { normal, streamKey } from '../../../core/random.ts'

export const DRAWS = 1000

/** `DRAWS` dot products of two vectors of `length` independent numbers of mean 0 and variance 1. */
export function dotProducts(length: number, seed: number): number[] {
  const key = streamKey(seed, 0, length)
  return Array.from({ length: DRAWS }, (_, draw) => {
    let dot = 0
    for (let i = 0; i < length; i++) {
      const at = 2 * (draw * length + i)
      dot += normal(key, at) * normal(key, at + 1)
    }
    return dot
  })
}

/** Root of the mean square around the mean. */
export function deviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** The spread at the first and the last length. */
export function spreadOf(lengths: readonly number[], divided: boolean, seed: number): { shortest: number; longest: number; ratio: number } {
  const at = (length: number) => deviation(dotProducts(length, seed)) / (divided ? Math.sqrt(length) : 1)
  const [shortest, longest] = [at(lengths[0]!), at(lengths.at(-1)!)]
  return { shortest, longest, ratio: longest / shortest }
}
