/** The sizes of a scaling law, chosen by what they cost: each model with its own number of tokens, and all of them within so many minutes. */
import { fact } from '../../../facts/facts.ts'
import type { CoreApi, Estimate } from '../../../worker/protocol.ts'
import { BATCH, CONTEXT, specOf } from '../../../experiments/smallRun.ts'

export { specOf }

/** Tokens for a parameter, as Chinchilla had them. */
export const RATIO = fact('hoffmann.ratio')

/** What two ordinary cores do in whole steps of models as small as these, in GFLOP/s: the sizes must not depend on who asks. */
const TWO_CORES = 12
const WIDTHS = [12, 16, 20, 24, 32, 40, 48, 64, 80]
/** The largest of these minutes is the next size, which is predicted before it is trained. */
export const MINUTES = ['2', '5'] as const
export type Minutes = (typeof MINUTES)[number]

const SEEDS = 2
/** Above this share of the cost of the next size, one seed must do. */
const DEAR = 0.4
export interface Rung {
  width: number
  parameters: number
  /** as often as it reads them */
  tokens: number
  /** of the whole run, as the plan counts them */
  flops: number
  /** of one run, predicted for this device */
  seconds: number
  seeds: readonly number[]
}

export interface Ladder {
  /** to be fitted to, smallest first */
  rungs: readonly Rung[]
  /** to be predicted */
  next: Rung
}

export const stepsOf = (parameters: number, most: number): number => Math.min(most, Math.round((RATIO * parameters) / (BATCH * CONTEXT)))

/** As many sizes as fit the minutes. @param most steps that any run takes @param seed of the first run of each size */
export async function ladderFor(core: CoreApi, minutes: Minutes, most: number, seed: number): Promise<Ladder> {
  const all = await Promise.all(
    WIDTHS.map(async (width) => {
      const { parameters } = await core.estimate(specOf(width, 1, seed))
      const steps = stepsOf(parameters, most)
      return { width, steps, whole: stepsOf(parameters, Number.POSITIVE_INFINITY), ...(await core.estimate(specOf(width, steps, seed))) }
    }),
  )
  // What is chosen is chosen for whole runs, however short these are to be.
  const costs = all.map(({ flopsPerStep, whole }) => flopsPerStep * whole)
  const seedsOf = (i: number, top: number) => (i === top || costs[i]! > DEAR * costs[top]! ? 1 : SEEDS)
  const total = (top: number) => costs.slice(0, top + 1).reduce((sum, cost, i) => sum + seedsOf(i, top) * cost, 0)
  const budget = Number(minutes) * 60 * TWO_CORES * 1e9
  let top = WIDTHS.length - 1
  while (top > 0 && total(top) > budget) top--
  const rungOf = ({ width, parameters, steps, flopsPerStep, seconds }: (typeof all)[number] & Estimate, i: number): Rung => ({
    width,
    parameters,
    tokens: steps * BATCH * CONTEXT,
    flops: flopsPerStep * steps,
    seconds,
    seeds: Array.from({ length: seedsOf(i, top) }, (_, k) => seed + k),
  })
  const rungs = all.slice(0, top + 1).map(rungOf)
  return { rungs: rungs.slice(0, -1), next: rungs.at(-1)! }
}

/** Of all its runs. */
export const secondsOf = (rung: Rung): number => rung.seconds * rung.seeds.length
