/** The ladder's runs, trained as a queue, and the law that is fitted to them: what it says of the next size before that is trained. */
import { type LossPoint, pointOf, thinned } from '../../../core/curve.ts'
import { bootstrap, FEWEST_SIZES, type Bootstrapped, fitPowerLaw, lossAt, type Measurement, type PowerLaw } from '../../../core/powerLaw.ts'
import { runToEnd } from '../../../experiments/runToEnd.ts'
import { STOPPED, within } from '../../../experiments/within.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { type Ladder, ladderFor, type Minutes, type Rung, specOf, stepsOf } from './ladder.ts'

export interface Asked {
  minutes: Minutes
  /** that any run takes at most */
  steps: number
  seed: number
}

export interface Run {
  rung: Rung
  seed: number
  /** on held-out text at its end, nats a character */
  loss: number
  /** of its batches, thinned */
  curve: readonly LossPoint[]
  /** of the model that stays; null where another seed's does */
  model: string | null
}

export interface Value extends Ladder {
  asked: Asked
  /** smallest first, then by seed; empty until they are trained */
  runs: readonly Run[]
  /** the run of the next size; null until it is trained */
  after: Run | null
}

export interface Progress {
  /** those that have ended, in this press */
  done: readonly Run[]
  of: number
  /** predicted, of all of this press */
  seconds: number
  /** the one under way */
  now: { rung: Rung; seed: number; curve: readonly LossPoint[] } | null
}

/** Points of a curve that are drawn. */
const DRAWN = 250

export async function predicted(core: CoreApi, asked: Asked): Promise<Value> {
  return { ...(await ladderFor(core, asked.minutes, asked.steps, asked.seed)), asked, runs: [], after: null }
}

/** Trains what is still missing: the ladder, and then the next size, if that was predicted. */
export async function climb(core: CoreApi, before: Value, guessed: boolean, report: (so: Progress) => void): Promise<Value> {
  const { rungs, next, asked } = before
  const runs = before.runs.length > 0 ? before.runs : await queue(core, rungs, asked, report)
  const after = before.after ?? (guessed ? (await queue(core, [next], asked, report))[0]! : null)
  return { ...before, runs, after }
}

/** All runs of the rungs, in one queue of jobs: the first seed's models stay, as do those of a queue that was stopped half way. */
async function queue(core: CoreApi, rungs: readonly Rung[], { steps }: Asked, report: (so: Progress) => void): Promise<readonly Run[]> {
  const asked = rungs.flatMap((rung) => rung.seeds.map((seed) => ({ rung, seed, steps: stepsOf(rung.parameters, steps) })))
  const seconds = asked.reduce((sum, { rung }) => sum + rung.seconds, 0)
  const whole = new AbortController()
  const done: Run[] = []
  const tell = (now: Progress['now']) => report({ done: [...done], of: asked.length, seconds, now })
  const train = async ({ rung, seed, steps: own }: (typeof asked)[number]): Promise<Run> => {
    const keep = seed === rung.seeds[0]
    const name = `${rung.parameters.toLocaleString('en-GB')} parameters${rung.seeds.length > 1 ? `, seed ${seed}` : ''}`
    let curve: LossPoint[] = []
    let loss = Number.NaN
    const queued = within(core, `Scaling law: ${name}`, whole.signal)
    let named: Promise<void> | undefined
    const { jobId, model, status, error } = await runToEnd(queued, { kind: 'train', keep, spec: specOf(rung.width, own, seed) }, (news) => {
      if (news.type === 'steps') curve = thinned([...curve, ...news.steps.map(pointOf)], DRAWN)
      if (news.type === 'evaluation') loss = news.evaluation.validationLoss
      if (news.type === 'started' || news.type === 'steps') tell({ rung, seed, curve })
      if (news.type === 'started' && keep && news.model)
        named = core.rename(news.model.id, `Scaling law, ${rung.parameters.toLocaleString('en-GB')} parameters`)
    })
    await named
    if (!keep) await core.discard(jobId)
    if (error) throw error
    if (status !== 'done') throw STOPPED
    const run = { rung, seed, loss, curve, model: keep ? (model?.id ?? null) : null }
    done.push(run)
    tell(null)
    return run
  }
  try {
    return await Promise.all(asked.map(train))
  } catch (failed) {
    // What waits behind a run that failed is taken back.
    whole.abort()
    throw failed
  }
}

export type Axis = 'parameters' | 'tokens' | 'flops'

export const measured = (runs: readonly Run[], axis: Axis): Measurement[] => runs.map(({ rung, loss }) => ({ x: rung[axis], loss }))

export interface Fitted {
  law: PowerLaw
  sure: Bootstrapped
  /** what it says of the next size, nats */
  next: number
  /** 95 % interval for that run */
  between: { low: number; high: number }
}

/**
 * The law of the ladder's runs alone; the next size is never part of it. null before they are trained, and on an axis on which they have
 * too few sizes: runs of equally few steps all read as many tokens.
 */
export function fitted({ runs, next, asked }: Value, axis: Axis): Fitted | null {
  const points = measured(runs, axis)
  if (new Set(points.map(({ x }) => x)).size < FEWEST_SIZES) return null
  const law = fitPowerLaw(points)
  const sure = bootstrap(points, { seed: asked.seed })
  return { law, sure, next: lossAt(law, next[axis]), between: sure.runAt(next[axis]) }
}

/** @param guess the learner's, nats */
export function readingsOf(value: Value): Readings | null {
  const fit = fitted(value, 'parameters')
  if (!fit) return null
  const { law, next, between } = fit
  return {
    sizes: value.rungs.length,
    floor: law.E,
    exponent: law.alpha,
    predicted: next,
    low: between.low,
    high: between.high,
  }
}
