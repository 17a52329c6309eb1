/** Pairs of short runs, seed by seed: all settings as they are, and one of them switched off. */
import { type Experiment, experiment } from '../../../experiments/experiment.ts'
import { type Interval, intervalOf } from '../../../experiments/interval.ts'
import type { CoreApi, TextRef } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { baseline, seedsFrom, SWITCH_NAMES, SWITCHES, type SwitchName } from './switches.ts'

/** By seed, in their order. */
type Runs = readonly Experiment[]

export interface Value {
  steps: number
  seeds: readonly number[]
  /** predicted for one run with all settings as they are, and with one switched off */
  seconds: { base: number } & Record<SwitchName, number>
  /** empty until they have been trained, which is done once for all switches */
  base: Runs
  off: Partial<Record<SwitchName, Runs>>
}

export interface Progress {
  name: SwitchName
  /** from 0, of all runs of this press */
  run: number
  runs: number
  seed: number
  /** 'base' trains with all settings as they are */
  which: 'base' | 'off'
  so: Experiment
  /** of the same seed, with all settings as they are; null while it is itself under way */
  beside: Experiment | null
}

const textOf = async (core: CoreApi): Promise<TextRef> => (await core.texts())[0]!.ref

/** Nothing trained yet, and what it would take. @param first of three seeds */
export async function predicted(core: CoreApi, steps: number, first = 1): Promise<Value> {
  const seeds = seedsFrom(first)
  const text = await textOf(core)
  const base = baseline(text, first, steps)
  const specs = { base, ...Object.fromEntries(SWITCH_NAMES.map((name) => [name, SWITCHES[name].change(base)])) }
  const seconds = await Promise.all(Object.entries(specs).map(async ([name, spec]) => [name, (await core.estimate(spec)).seconds]))
  return { steps, seeds, seconds: Object.fromEntries(seconds), base: [], off: {} }
}

/** What is still to be trained for a switch, in seconds. */
export const secondsFor = ({ seconds, base, seeds }: Value, name: SwitchName): number =>
  seeds.length * seconds[name] + (base.length > 0 ? 0 : seeds.length * seconds.base)

export async function switchOff(core: CoreApi, name: SwitchName, before: Value, report: (so: Progress) => void): Promise<Value> {
  const text = await textOf(core)
  const { steps, seeds } = before
  const base = [...before.base]
  const off: Experiment[] = []
  const first = base.length > 0 ? 1 : 2
  for (const [i, seed] of seeds.entries()) {
    const spec = baseline(text, seed, steps)
    const common = { name, runs: first * seeds.length, seed }
    base[i] ??= await experiment(core, spec, (so) => report({ ...common, run: 2 * i, which: 'base', so, beside: null }))
    const beside = base[i]!
    off.push(
      await experiment(core, SWITCHES[name].change(spec), (so) =>
        report({ ...common, run: first === 2 ? 2 * i + 1 : i, which: 'off', so, beside }),
      ),
    )
  }
  return { ...before, base, off: { ...before.off, [name]: off } }
}

export const lossOf = ({ evaluations }: Experiment): number => evaluations.at(-1)!.validationLoss

/** Held-out loss switched off, less with it, seed by seed; null where it has not been trained. */
export function differencesOf({ base, off }: Value, name: SwitchName): readonly number[] | null {
  return off[name]?.map((run, i) => lossOf(run) - lossOf(base[i]!)) ?? null
}

export function readingsOf(value: Value, name: SwitchName): Readings | null {
  const differences = differencesOf(value, name)
  if (!differences) return null
  const { mean, half }: Interval = intervalOf(differences)
  return { difference: mean, half, first: value.seeds[0]!, base: value.base.reduce((sum, run) => sum + lossOf(run), 0) / value.base.length }
}
