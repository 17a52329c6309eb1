/** A block of the open model's weights, rounded: its scale, each weight's whole number, and what one weight's bits say. */
import { BLOCK, type Bits, mostOf, nearest, scaleOf } from '../../../core/rounding.ts'

export interface Rounded {
  /** as the model has them */
  weights: readonly number[]
  scale: number
  /** whole numbers of so many bits */
  whole: readonly number[]
  /** whole number times scale */
  back: readonly number[]
  /** mean square of what is lost, beside the mean square of the weights; 0 where all are zero */
  lost: number
}

/** @param times the largest weight is multiplied by it first: an outlier */
export function rounded(weights: readonly number[], bits: Bits, times = 1): Rounded {
  const largest = weights.reduce((at, weight, i) => (Math.abs(weight) > Math.abs(weights[at]!) ? i : at), 0)
  const own = weights.map((weight, i) => (i === largest ? weight * times : weight))
  const scale = scaleOf(Float64Array.from(own), bits)
  const whole = own.map((weight) => nearest(weight, scale, mostOf(bits)))
  const back = whole.map((q) => q * scale)
  // The outlier itself is kept well; the question is what becomes of the others.
  const others = own.map((_, i) => i).filter((i) => times === 1 || i !== largest)
  const squares = (of: (i: number) => number) => others.reduce((sum, i) => sum + of(i) ** 2, 0)
  const all = squares((i) => own[i]!)
  return { weights: own, scale, whole, back, lost: all === 0 ? 0 : squares((i) => own[i]! - back[i]!) / all }
}

/** The first block of a row. @param row-major [rows, columns], of which `index` is a row */
export const blockOf = (data: Float32Array, columns: number, index: number): number[] => [
  ...data.subarray(index * columns, index * columns + Math.min(BLOCK, columns)),
]

/** Two's complement, the sign first: 5 in 4 bits → 0101. */
export const bitsOf = (whole: number, bits: Bits): readonly boolean[] =>
  Array.from({ length: bits }, (_, i) => ((whole >> (bits - 1 - i)) & 1) === 1)

/** The whole number of switches, which may be one that rounding never gives: −2^(bits − 1). */
export const numberOf = (switches: readonly boolean[]): number =>
  switches.reduce((sum, on, i) => sum + (on ? 2 ** (switches.length - 1 - i) * (i === 0 ? -1 : 1) : 0), 0)
