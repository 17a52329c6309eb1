/**
 * A power law with a floor, L(x) = E + A·x^(−α), fitted to measured losses, and how sure it is of itself.
 *
 * The sum of squared misses is least over E and A, at a given α, where a linear equation says so; so only α is searched for (variable
 * projection, Golub and Pereyra 1973). Intervals come from the bootstrap (Efron 1979): the same fit of runs drawn with replacement.
 */
import { CourseError } from './errors.ts'
import { streamKey, uniform } from './random.ts'

export interface Measurement {
  /** parameters, tokens or operations; above 0 */
  x: number
  /** nats a token */
  loss: number
}

export interface PowerLaw {
  /** what no x takes away, nats; at least 0 */
  E: number
  /** nats that lie above it at x = 1 */
  A: number
  /** above 0 */
  alpha: number
}

/** The exponents that are searched, both ends included: beyond them a curve is a constant, or a step. */
const ALPHAS = [0.01, 3] as const
const GRID = 48
/** Fewer sizes cannot tell three numbers. */
export const FEWEST_SIZES = 4

export const lossAt = ({ E, A, alpha }: PowerLaw, x: number): number => E + A * x ** -alpha

/** Where it reaches a loss; Infinity at or below its floor. */
export const reaches = ({ E, A, alpha }: PowerLaw, loss: number): number =>
  loss > E ? ((loss - E) / A) ** (-1 / alpha) : Number.POSITIVE_INFINITY

/** The law with the least sum of squared misses. @throws CourseError 'bad-argument' where there are fewer than four sizes, or what is no size */
export function fitPowerLaw(measured: readonly Measurement[]): PowerLaw {
  const bad = measured.find(({ x, loss }) => !(x > 0 && Number.isFinite(x) && Number.isFinite(loss)))
  if (bad)
    throw new CourseError('bad-argument', `A loss of ${bad.loss} at ${bad.x} is no measurement.`, 'Sizes are above 0, and losses numbers.')
  const sizes = new Set(measured.map(({ x }) => x)).size
  if (sizes < FEWEST_SIZES) {
    throw new CourseError(
      'bad-argument',
      `A power law with a floor has three unknowns, and runs of ${sizes} sizes cannot tell them.`,
      `Train at least ${FEWEST_SIZES} sizes.`,
    )
  }
  // Sizes are taken in units of their geometric mean, so that the two columns of the equation are of like size.
  const logs = measured.map(({ x }) => Math.log(x))
  const unit = mean(logs)
  const [sizesLog, losses] = [logs.map((log) => log - unit), measured.map(({ loss }) => loss)]
  const missesAt = (log: number) => linear(sizesLog, losses, Math.exp(log)).misses
  const [low, high] = [Math.log(ALPHAS[0]), Math.log(ALPHAS[1])]
  const step = (high - low) / GRID
  const grid = Array.from({ length: GRID + 1 }, (_, i) => missesAt(low + i * step))
  const best = grid.indexOf(Math.min(...grid))
  const alpha = Math.exp(least(missesAt, low + Math.max(0, best - 1) * step, low + Math.min(GRID, best + 1) * step))
  const { E, A } = linear(sizesLog, losses, alpha)
  return { E, A: A * Math.exp(alpha * unit), alpha }
}

/** E ≥ 0 and A ≥ 0 by least squares at an α. @param logs of the sizes, in units of their geometric mean */
function linear(logs: readonly number[], y: readonly number[], alpha: number): { E: number; A: number; misses: number } {
  const n = logs.length
  const z = logs.map((log) => Math.exp(-alpha * log))
  let [sz, sy, szz, szy] = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    sz += z[i]!
    sy += y[i]!
    szz += z[i]! ** 2
    szy += z[i]! * y[i]!
  }
  const spread = szz - sz ** 2 / n
  const slope = spread > 0 ? (szy - (sz * sy) / n) / spread : 0
  const floor = (sy - slope * sz) / n
  // A curve that rises, or a floor below zero, lies outside: then the best on the border.
  const [E, A] = slope < 0 ? [Math.max(0, sy / n), 0] : floor < 0 ? [0, szy / szz] : [floor, slope]
  let misses = 0
  for (let i = 0; i < n; i++) misses += (y[i]! - E - A * z[i]!) ** 2
  return { E, A, misses }
}

/** Where a function that falls and then rises is least, by golden sections. */
function least(f: (x: number) => number, low: number, high: number): number {
  const share = (Math.sqrt(5) - 1) / 2
  let [a, b] = [low, high]
  for (let i = 0; i < 45; i++) {
    const [left, right] = [b - share * (b - a), a + share * (b - a)]
    if (f(left) <= f(right)) b = right
    else a = left
  }
  return (a + b) / 2
}

export interface Spread {
  low: number
  high: number
}

export interface Bootstrapped {
  /** the fits of all draws */
  laws: readonly PowerLaw[]
  E: Spread
  alpha: Spread
  /** of the curve at x */
  curveAt(x: number): Spread
  /** of one more run at x: the curve's draws, each with the miss of a run added */
  runAt(x: number): Spread
}

const DRAWS = 400

/**
 * 95 % intervals, between the 2.5 and 97.5 % quantiles of the fits to `draws` draws of as many runs with replacement. A draw with too
 * few sizes is drawn again. Equal seeds give equal intervals.
 */
export function bootstrap(measured: readonly Measurement[], { draws = DRAWS, seed = 1 } = {}): Bootstrapped {
  const fit = fitPowerLaw(measured)
  // Three numbers were fitted to these very runs, so their misses are too small by as much.
  const wider = Math.sqrt(measured.length / Math.max(1, measured.length - 3))
  const misses = measured.map(({ x, loss }) => wider * (loss - lossAt(fit, x)))
  const laws: PowerLaw[] = []
  for (let draw = 0; laws.length < draws; draw++) {
    const key = streamKey(seed, draw, 0)
    const drawn = measured.map((_, i) => measured[Math.floor(uniform(key, i) * measured.length)]!)
    if (new Set(drawn.map(({ x }) => x)).size >= FEWEST_SIZES) laws.push(fitPowerLaw(drawn))
  }
  const missOf = (i: number) => misses[Math.floor(uniform(streamKey(seed, i, 1), 0) * misses.length)]!
  return {
    laws,
    E: spreadOf(laws.map(({ E }) => E)),
    alpha: spreadOf(laws.map(({ alpha }) => alpha)),
    curveAt: (x) => spreadOf(laws.map((law) => lossAt(law, x))),
    runAt: (x) => spreadOf(laws.map((law, i) => lossAt(law, x) + missOf(i))),
  }
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!
  return { low: at(0.025), high: at(0.975) }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
