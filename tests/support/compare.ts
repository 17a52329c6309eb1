/** Compares arrays of numbers without mercy: NaN, infinities and lengths that differ are failures. */

export interface Tolerance {
  /** relative: |a − b| ≤ atol + rtol·|b| */
  rtol: number
  /** absolute */
  atol: number
  /** said in the error: "grad/h.0.ln_1.bias" */
  name?: string
}

/**
 * Throws unless every |actual − expected| ≤ atol + rtol·|expected|.
 * The error names the worst place and both values. A number that is not finite never passes, on either side.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, { rtol, atol, name = 'array' }: Tolerance): void {
  if (actual.length !== expected.length) throw new Error(`${name} has ${actual.length} numbers, but ${expected.length} were expected`)
  if (expected.length === 0) throw new Error(`${name} is empty: there is nothing to compare`)
  let worst = -1
  let excess = 1
  let wrong = 0
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!]
    if (!Number.isFinite(a) || !Number.isFinite(e)) throw new Error(`${name}[${i}] is ${a}, and ${e} was expected: both must be finite`)
    const ratio = Math.abs(a - e) / (atol + rtol * Math.abs(e))
    if (ratio <= 1) continue
    wrong++
    if (ratio > excess) [worst, excess] = [i, ratio]
  }
  if (wrong === 0) return
  throw new Error(
    `${name}[${worst}] is ${actual[worst]}, but ${expected[worst]} was expected ` +
      `(${excess.toPrecision(3)} times the tolerance; ${wrong} of ${expected.length} numbers are off)`,
  )
}
