/** Tunes as the figure does, and reads off how well: what a challenge about it is graded by. */
import { tuneOnce } from '../../../experiments/tuning.ts'
import { readCsv } from '../../../instruments/tuning/csv.ts'
import type { Examples, TaskId, TunedTask } from '../../../worker/protocol.ts'
import { OWN_TITLE } from '../../../instruments/tuning/tasks.ts'
import type { MeasuredWorld, Readings } from '../../frame/define.ts'

/** What a lesson or a learner has set; the rest is as the task is usually taught. */
export interface Chosen {
  task: TaskId
  /** the learner's own rows instead of the task's examples */
  csv?: string | undefined
  /** nothing: new weights of the base's sizes */
  from: 'base' | 'nothing'
  examples?: number | undefined
  epochs?: number | undefined
  batch?: number | undefined
  rate?: number | undefined
  lambda?: number | undefined
  seed?: number | undefined
}

/** Where nothing says how many: few, so that a measurement is over soon. */
const FEW = { examples: 16, heldOut: 16, epochs: 1 }
/** Held out where a number of examples is named. */
const HELD_OUT = 100

export async function tuneAndMeasure(chosen: Chosen, { core, handle, model }: MeasuredWorld): Promise<Readings> {
  const { examples, epochs = FEW.epochs } = chosen
  // Rows of one's own are texts as a person writes them, as reviews are.
  const { settings } = await core.suggestTuning(chosen.csv === undefined ? chosen.task : 'reviews', model.config)
  const counts = { train: examples ?? FEW.examples, heldOut: examples === undefined ? FEW.heldOut : HELD_OUT }
  const learned: Examples =
    chosen.csv === undefined ? { set: chosen.task, counts } : { own: await core.ownExamples(OWN_TITLE, readCsv(chosen.csv)) }
  const { task } = await tuneOnce(core, {
    modelId: handle.id,
    pretrained: chosen.from === 'base',
    examples: learned,
    settings: {
      ...settings,
      epochs,
      batch: chosen.batch ?? settings.batch,
      learningRate: chosen.rate ?? settings.learningRate,
      lambda: chosen.lambda ?? settings.lambda,
      seed: chosen.seed ?? settings.seed,
    },
  })
  return readingsOf(task!) ?? {}
}

/** Null before it was measured once. */
export function readingsOf({ reports, shortcuts, train, settings }: TunedTask): Readings | null {
  const [first, last] = [reports[0], reports.at(-1)]
  if (!first || !last) return null
  const own = (loss: number | null, name: string) => (loss === null ? {} : { [name]: loss })
  return {
    accuracy: last.accuracy,
    taskLoss: last.loss,
    examples: train,
    ...(settings && { epochs: settings.epochs }),
    ...(shortcuts.length > 0 && { shortcut: Math.max(...shortcuts.map(({ accuracy }) => accuracy)) }),
    ...own(first.ownTextLoss, 'ownTextBefore'),
    ...own(last.ownTextLoss, 'ownText'),
  }
}
