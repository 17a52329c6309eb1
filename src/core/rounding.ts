/** Rounding numbers to whole numbers of a few bits, w ≈ q·s: which scale s a group of them gets, and which whole number each. */

/** Of a weight; with 2, a weight is −1, 0 or 1 times its scale. */
export const BITS = [8, 6, 4, 3, 2] as const
export type Bits = (typeof BITS)[number]

/** Numbers that share a scale where it is not a whole row (32, as Dettmers and Zettlemoyer 2023 find good). */
export const BLOCK = 32

/** The largest whole number of so many bits, with its sign. */
export const mostOf = (bits: Bits): number => 2 ** (bits - 1) - 1

/** Scales that are tried for a group, as shares of the one that reaches its largest number: clipping one number may serve 31 others. */
const SHARES: Readonly<Record<Bits, readonly number[]>> = {
  8: [1],
  6: [1, 0.95, 0.9],
  4: [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7],
  3: [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5],
  2: [1, 0.9, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3],
}

/** The scale that a group of numbers gets. */
export const scaleOf = (values: Float64Array, bits: Bits): number => bestScale(values, mostOf(bits), SHARES[bits])

/** The whole number that times `scale` is nearest. */
export const nearest = (value: number, scale: number, most: number): number =>
  scale === 0 ? 0 : Math.max(-most, Math.min(most, Math.round(value / scale)))

function bestScale(values: Float64Array, most: number, shares: readonly number[]): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  // Of one there is nothing to choose.
  if (shares.length === 1) return Math.fround((shares[0]! * largest) / most)
  let [best, least] = [0, Infinity]
  for (const share of shares) {
    const scale = Math.fround((share * largest) / most)
    let error = 0
    for (let i = 0; i < values.length; i++) {
      const off = values[i]! - scale * nearest(values[i]!, scale, most)
      error += off * off
    }
    if (error < least) [best, least] = [scale, error]
  }
  return best
}
