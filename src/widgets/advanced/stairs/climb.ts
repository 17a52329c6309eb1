/** One stair: the model with what is kept so far, and the same with one change more, three seeds each. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { intervalOf } from '../../../experiments/interval.ts'
import type { CoreApi } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { CHANGES, SEEDS, specOf } from './changes.ts'

/** Losses by what is in the model, a seed each. */
export type Losses = Readonly<Record<string, readonly number[]>>

/** What a change costs before anything is trained, as a share of GPT-1's shape: 0.05 is five percent more. */
export interface Cost {
  parameters: number
  /** floating-point operations of a training step */
  flops: number
}

export interface Value {
  /** of each change alone, on top of GPT-1's shape */
  costs: readonly Cost[]
  losses: Losses
  parameters: Readonly<Record<string, number>>
  /** predicted for one run of GPT-1's shape */
  seconds: number
}

export interface Progress {
  /** of this press */
  run: number
  runs: number
  kept: string
  so: Experiment
}

/** The model with the change that comes next. */
export const after = (kept: string): string => `${kept}1`

/** "10" and "1" are one model: what is left out at the end says nothing. */
export const nameOf = (kept: string): string => kept.replace(/0+$/, '')

export async function predicted(core: CoreApi, steps: number): Promise<Value> {
  const plain = await core.estimate(specOf('', SEEDS[0], steps))
  const costs = await Promise.all(
    CHANGES.map(async (_, i) => {
      const changed = await core.estimate(specOf(after('0'.repeat(i)), SEEDS[0], steps))
      return { parameters: changed.parameters / plain.parameters - 1, flops: changed.flopsPerStep / plain.flopsPerStep - 1 }
    }),
  )
  return { losses: {}, parameters: {}, costs, seconds: plain.seconds }
}

/** All of them are kept or left out: no stair follows. */
export const isTop = (kept: string): boolean => kept.length === CHANGES.length

/** Trains what is missing for the stair after `kept`. */
export async function step(core: CoreApi, so: Value, kept: string, steps: number, report: (progress: Progress) => void): Promise<Value> {
  if (isTop(kept)) return so
  const missing = [kept, after(kept)].map(nameOf).filter((name) => !so.losses[name])
  const losses: Record<string, readonly number[]> = { ...so.losses }
  const parameters = { ...so.parameters }
  for (const [i, name] of missing.entries()) {
    const own: number[] = []
    for (const [k, seed] of SEEDS.entries()) {
      const run = await experiment(core, specOf(name, seed, steps), (progress) =>
        report({ run: i * SEEDS.length + k, runs: missing.length * SEEDS.length, kept: name, so: progress }),
      )
      own.push(run.evaluations.at(-1)!.validationLoss)
      parameters[name] = run.parameters
    }
    losses[name] = own
  }
  return { ...so, losses, parameters }
}

/** What a change did to the loss, as far as so many seeds tell. */
export const VERDICTS = ['better', 'same', 'worse'] as const
export type Verdict = (typeof VERDICTS)[number]

export function verdictOf(differences: readonly number[]): Verdict {
  const { mean, half } = intervalOf(differences)
  return Math.abs(mean) <= half ? 'same' : mean < 0 ? 'better' : 'worse'
}

/** Loss with the change less without it, a seed each; null where it was not tried. */
export function differencesOf({ losses }: Value, kept: string): readonly number[] | null {
  const [without, with_] = [losses[nameOf(kept)], losses[nameOf(after(kept))]]
  return without && with_ ? with_.map((loss, i) => loss - without[i]!) : null
}

/** Of the stair after `kept`; at the top, of the last. */
export function readingsOf(value: Value, decided: string): Readings | null {
  const kept = isTop(decided) ? decided.slice(0, -1) : decided
  const differences = differencesOf(value, kept)
  if (!differences) return null
  const { mean, half } = intervalOf(differences)
  const [without, with_] = [nameOf(kept), nameOf(after(kept))]
  const average = (losses: readonly number[]) => losses.reduce((a, b) => a + b, 0) / losses.length
  return {
    difference: mean,
    half,
    loss: average(value.losses[with_]!),
    parameters: value.parameters[with_]!,
    more: value.parameters[with_]! - value.parameters[without]!,
  }
}
