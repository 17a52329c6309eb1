/** All that fine-tuning needs before its first step: from a pre-trained model, or from a run that was stopped and goes on to the bit. */
import type { Model, ModelFolder } from '../checkpoint/hfFolder.ts'
import type { ModelConfig } from '../config.ts'
import type { LabelledSet } from '../data/labelled/labelled.ts'
import type { SetCounts } from '../data/labelled/sets.ts'
import { CourseError } from '../errors.ts'
import { initialWeights } from '../model/init.ts'
import type { Snapshot } from '../train/snapshot.ts'
import { readClassifierFolder, writeClassifierFolder } from './classifierFolder.ts'
import { grownConfig, grownWeights, taskLayout } from './grow.ts'
import { outputsOf } from './plan.ts'
import { type FineTuneSettings, validateFineTuning } from './settings.ts'
import { describeData, type FineTuneRecord, readMoments, writeStopped } from './stopped.ts'
import { encodeTask, type Task } from './task.ts'
import { TaskTokenizer } from './tokens.ts'
import type { FineTunerOptions } from './trainer.ts'

export interface PreparedFineTuning {
  /** with the special tokens */
  config: ModelConfig
  tokenizer: TaskTokenizer
  set: LabelledSet
  data: FineTuneRecord['data']
  task: Task
  /** tokens that a sequence may have */
  context: number
  settings: FineTuneSettings
  /** flat, [taskLayout.size] */
  weights: Float32Array
  /** of the run that goes on */
  state?: Snapshot
}

export interface Begun {
  /** tokens that a sequence may have; default: the model's */
  context?: number
  /** false: new weights instead of the model's, so that what pre-training is worth can be seen; default true */
  pretrained?: boolean
  /** blocks that are taken over from the model, from the first; what follows them is new. Default: all. 0: the embeddings alone */
  transferred?: number
}

/** @throws CourseError 'bad-argument' or 'bad-config' where model, set and settings do not fit */
export async function prepareFineTuning(
  model: Pick<Model, 'config' | 'tokenizer' | 'weights'>,
  set: LabelledSet,
  settings: FineTuneSettings,
  { context = model.config.nCtx, pretrained = true, transferred }: Begun = {},
): Promise<PreparedFineTuning> {
  validateFineTuning(settings)
  const config = grownConfig(model.config)
  if (context > config.nCtx)
    throw new CourseError(
      'bad-argument',
      `The context is ${context}, but the model's is ${config.nCtx}.`,
      `Ask for ${config.nCtx} or less.`,
    )
  const tokenizer = new TaskTokenizer(model.tokenizer)
  const task = encodeTask(set, tokenizer, context)
  const outputs = outputsOf(task.shape)
  const weights = pretrained
    ? grownWeights(model.config, model.weights, outputs, settings.seed, transferred)
    : initialWeights(taskLayout(config, outputs), settings.seed)
  return { config, tokenizer, set, data: await describeData(set), task, context, settings, weights }
}

/**
 * @param folder what `fineTunedFolder` wrote of a run that was not done @param record what `readRecord` reads in it
 * @param name the folder's, for what is said @param setOf makes the examples anew; undefined for a set that there is none of
 * @throws CourseError 'bad-checkpoint' where the examples are not those that the run learned from, or the files do not fit together
 */
export async function resumeFineTuning(
  folder: ReadonlyMap<string, Uint8Array>,
  record: FineTuneRecord,
  name: string,
  setOf: (id: string, counts: SetCounts) => LabelledSet | undefined,
): Promise<PreparedFineTuning> {
  const { config, tokenizer, weights } = readClassifierFolder(folder)
  const { id, train, heldOut } = record.data
  const set = setOf(id, { train, heldOut })
  if (!set) {
    throw new CourseError(
      'bad-checkpoint',
      `The run in "${name}" learned the task "${id}", which this version does not have.`,
      'Start a new run from the pre-trained model.',
    )
  }
  const data = await describeData(set)
  if (data.sha256 !== record.data.sha256) {
    throw new CourseError(
      'bad-checkpoint',
      `The ${train} + ${heldOut} examples of "${id}" are others in this version of the course than those that the run learned from (SHA-256 ${data.sha256.slice(0, 12)} … instead of ${record.data.sha256.slice(0, 12)} …).`,
      'Go on with the version that it was begun with, or start a new run from the pre-trained model.',
    )
  }
  const task = encodeTask(set, tokenizer, record.context)
  const moments = readMoments(folder, taskLayout(config, outputsOf(task.shape)), record)
  return {
    config,
    tokenizer,
    set,
    data,
    task,
    context: record.context,
    settings: validateFineTuning(record.settings),
    weights,
    state: { weights, ...moments, step: record.step, cursor: record.step },
  }
}

/** What `FineTuner.create` is given. */
export const optionsOf = ({ config, tokenizer, task, settings, weights, state }: PreparedFineTuning): FineTunerOptions => ({
  config,
  special: tokenizer.special,
  task: task.shape,
  examples: task.train,
  together: task.together,
  settings,
  weights,
  ...(state && { state }),
})

/** The classifier at `snapshot`, and of a run that is not done all that it needs to go on. */
export function fineTunedFolder(
  { config, tokenizer, set, task, settings, context, data }: PreparedFineTuning,
  snapshot: Snapshot,
  done: boolean,
): ModelFolder {
  const { form, keep } = set
  const labels = form === 'choice' ? [] : set.labels
  const folder = writeClassifierFolder({ config, tokenizer, form, keep, labels, weights: snapshot.weights })
  return done
    ? folder
    : new Map([...folder, ...writeStopped(taskLayout(config, outputsOf(task.shape)), snapshot, { settings, data, context })])
}
