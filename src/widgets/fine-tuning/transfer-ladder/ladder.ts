/** Short tunings on one task, three seeds a row: how often each is right on held-out stories, and what it has of the base when it begins. */
import { normal, streamKey } from '../../../core/random.ts'
import { type Interval, intervalOf } from '../../../experiments/interval.ts'
import { type Tuned, tuneOnce, type TuningSpec } from '../../../experiments/tuning.ts'
import type { CoreApi, FineTuneSettings, ModelHandle, ModelSummary, SetCounts } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { nameOf, type Row } from './rows.ts'

export const SEEDS = [1, 2, 3]
export const TASK = 'sentiment'
/** Examples of a step, and how often each is read where there are steps enough. */
const BATCH = 8
const EPOCHS = 4
const LEAST_STEPS = 12
/** Held-out stories, where there are steps enough to be worth a fine measurement. */
const HELD_OUT = 200

export interface Run {
  seed: number
  /** share of held-out stories that are right at the end */
  accuracy: number
  /** share before the first step */
  before: number
}

/** A square of one tensor, [side, side]. */
export interface Square {
  name: string
  /** of the base; null in its twin */
  trained: Float32Array
  /** as drawn anew */
  fresh: Float32Array
}

export interface Ladder {
  counts: SetCounts
  epochs: number
  steps: number
  /** predicted for one tuning */
  seconds: number
  /** shares that the most frequent label and the best shortcut get right */
  floor: number
  shortcut: { name: string; accuracy: number }
  layers: number
  /** the embeddings' first, then a square of each block */
  squares: readonly Square[]
  /** by the row's name */
  runs: Readonly<Record<string, readonly Run[]>>
}

export interface Progress {
  name: string
  seed: number
  so: Tuned
}

type World = { core: CoreApi; handle: ModelHandle; model: ModelSummary }

/** So many steps, as epochs over so many examples. */
export function planned(steps: number): { counts: SetCounts; epochs: number } {
  const epochs = Math.max(1, Math.min(EPOCHS, Math.floor(steps / LEAST_STEPS)))
  const train = BATCH * Math.floor(steps / epochs)
  return { epochs, counts: { train, heldOut: Math.min(HELD_OUT, 2 * train) } }
}

/** Nothing tuned yet: what there is to learn from, what needs no understanding, and how long a tuning takes. */
export async function prepared({ core, handle, model }: World, steps: number): Promise<Ladder> {
  const { counts, epochs } = planned(steps)
  const settings = await settingsFor(core, model, epochs, SEEDS[0]!)
  const job = { kind: 'finetune', keep: false, modelId: handle.id, examples: { set: TASK, counts }, settings } as const
  const [seconds, shortcuts, squares] = await Promise.all([
    core.tuningSeconds(job),
    core.shortcuts(TASK, counts),
    squaresOf(core, handle, model.config.nLayer),
  ])
  const [floor, ...better] = shortcuts
  const shortcut = better.reduce((best, each) => (each.accuracy > best.accuracy ? each : best))
  return {
    counts,
    epochs,
    steps: epochs * Math.ceil(counts.train / BATCH),
    seconds,
    floor: floor!.accuracy,
    shortcut: { name: shortcut.name, accuracy: shortcut.accuracy },
    layers: model.config.nLayer,
    squares,
    runs: {},
  }
}

async function settingsFor(core: CoreApi, model: ModelSummary, epochs: number, seed: number): Promise<FineTuneSettings> {
  const { settings } = await core.suggestTuning(TASK, model.config)
  return { ...settings, batch: BATCH, epochs, seed }
}

/** Tunes a row once with each seed; each learns from the same stories. */
export async function climb({ core, handle, model }: World, row: Row, before: Ladder, report: (so: Progress) => void): Promise<Ladder> {
  const name = nameOf(row)
  const runs: Run[] = []
  for (const seed of SEEDS) {
    const settings = await settingsFor(core, model, before.epochs, seed)
    const spec: TuningSpec = {
      modelId: handle.id,
      examples: { set: TASK, counts: before.counts },
      settings: { ...settings, ...(row.auxiliary === 'without' && { lambda: 0 }) },
      ...(row.from === 'nothing' ? { pretrained: false } : { transferred: row.transferred }),
    }
    const { task } = await tuneOnce(core, spec, (so) => report({ name, seed, so }))
    const reports = task!.reports
    runs.push({ seed, accuracy: reports.at(-1)!.accuracy, before: reports[0]!.accuracy })
  }
  return { ...before, runs: { ...before.runs, [name]: runs } }
}

const SIDE = 48
/** Where the first weights are drawn from (section 4.1). */
const SPREAD = 0.02

async function squaresOf(core: CoreApi, handle: ModelHandle, layers: number): Promise<Square[]> {
  const names = ['tokens_embed.weight', ...Array.from({ length: layers }, (_, l) => `h.${l}.mlp.c_fc.weight`)]
  const tensors = await core.weights(handle, names)
  return tensors.map(({ data, shape }, i) => {
    const [rows, columns] = shape as [number, number]
    const side = Math.min(SIDE, rows, columns)
    const key = streamKey(SEEDS[0]!, 0, i)
    return {
      name: names[i]!,
      trained: Float32Array.from({ length: side * side }, (_, at) => data[Math.floor(at / side) * columns + (at % side)]!),
      fresh: Float32Array.from({ length: side * side }, (_, at) => SPREAD * normal(key, at)),
    }
  })
}

export const accuraciesOf = ({ runs }: Ladder, name: string): readonly number[] | null =>
  runs[name]?.map(({ accuracy }) => accuracy) ?? null

/** Of the row's seeds; null where it was not tuned. */
export function intervalAt(ladder: Ladder, name: string): Interval | null {
  const values = accuraciesOf(ladder, name)
  return values && intervalOf(values)
}

export function readingsOf(ladder: Ladder, row: Row): Readings | null {
  const interval = intervalAt(ladder, nameOf(row))
  if (!interval) return null
  return {
    accuracy: interval.mean,
    half: interval.half,
    transferred: row.from === 'nothing' ? 0 : row.transferred,
    examples: ladder.counts.train,
    shortcut: ladder.shortcut.accuracy,
  }
}
