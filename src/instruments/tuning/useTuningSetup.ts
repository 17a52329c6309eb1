/** What a model is to be taught, and how: the task's usual settings with what the learner has changed, and how long that will take. */
import { core } from '../../session/index.ts'
import type { Examples, FineTuneSettings, LabelledSet, ModelSummary, SetCounts, TaskId } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import type { TaskChoice } from './tasks.ts'

/** Numbers that a learner has changed; the rest is as the task is usually taught. */
export type Changes = Partial<Pick<FineTuneSettings, 'epochs' | 'batch' | 'learningRate' | 'lambda' | 'seed'> & { examples: number }>

export interface TuningSetup {
  /** null while it is not known, or nothing can be learned from yet */
  job: { examples: Examples; settings: FineTuneSettings } | null
  /** examples to learn from, and held out; of one's own the split of the file */
  counts: SetCounts | null
  settings: FineTuneSettings | null
  /** predicted for this device, s */
  seconds: number | null
}

/** @param own the learner's examples, once a file was read @param base the model that learns; null before there is one */
export function useTuningSetup(base: ModelSummary | null, task: TaskChoice, own: LabelledSet | null, changes: Changes): TuningSetup {
  // Examples of one's own are texts as a person writes them, as reviews are.
  const known: TaskId = task === 'own' ? 'reviews' : task
  const sizes = base && `${base.id} ${base.config.nLayer} ${base.config.nEmbd}`
  const usual = useComputed(base && (() => core.suggestTuning(known, base.config).then((found) => ({ ...found, known, sizes }))), [
    known,
    sizes,
  ])
  const current = usual.value?.known === known && usual.value.sizes === sizes ? usual.value : null
  const { examples: train = current?.counts.train, ...changed } = changes
  const settings = current && { ...current.settings, ...changed }
  const counts =
    task === 'own'
      ? own && { train: own.train.length, heldOut: own.heldOut.length }
      : current && { train: train ?? current.counts.train, heldOut: current.counts.heldOut }
  const examples: Examples | null = task === 'own' ? own && { own } : counts && { set: task, counts }
  const job = settings && examples ? { examples, settings } : null
  const seconds = useComputed(job && base && (() => core.tuningSeconds({ kind: 'finetune', keep: false, modelId: base.id, ...job })), [
    base?.id,
    JSON.stringify([settings, counts]),
    task,
    own,
  ])
  return { job, counts, settings, seconds: job && !seconds.error && !seconds.busy ? seconds.value : null }
}
