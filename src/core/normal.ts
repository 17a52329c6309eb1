/** The normal distribution: its density φ, and the share Φ of it that lies below a number, to double precision. */

export const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

/** From here on the fraction converges quickly, and the series would need many terms. */
const FAR = 3

/** Φ(x) = (1 + erf(x/√2)) / 2 */
export function shareBelow(x: number): number {
  if (Number.isNaN(x)) return x
  const far = Math.abs(x)
  if (far < FAR) return 0.5 + Math.sign(x) * density(far) * series(far)
  return x > 0 ? 1 - density(far) / fraction(far) : density(far) / fraction(far)
}

/** x + x³/3 + x⁵/(3·5) + …, all of one sign: nothing cancels */
function series(x: number): number {
  let [term, sum] = [x, 0]
  for (let n = 3; term > sum * Number.EPSILON; n += 2) {
    sum += term
    term *= (x * x) / n
  }
  return sum
}

/** x + 1/(x + 2/(x + 3/(x + …))) */
function fraction(x: number): number {
  let below = x
  for (let n = 100; n >= 1; n--) below = x + n / below
  return below
}
