/** What `finetune` is asked to do: a new run from a pre-trained model, or one that was stopped and goes on as it was begun. */
import type { ModelConfig } from '../core/config.ts'
import type { LabelledSet } from '../core/data/labelled/labelled.ts'
import { CourseError } from '../core/errors.ts'
import { readClassifierFolder } from '../core/finetune/classifierFolder.ts'
import { grownConfig, grownWeights, taskLayout } from '../core/finetune/grow.ts'
import { outputsOf } from '../core/finetune/plan.ts'
import { type FineTuneSettings, validateFineTuning } from '../core/finetune/settings.ts'
import { describeData, type FineTuneRecord, readMoments, readRecord } from '../core/finetune/stopped.ts'
import { encodeTask, type Task } from '../core/finetune/task.ts'
import { TaskTokenizer } from '../core/finetune/tokens.ts'
import type { Snapshot } from '../core/train/snapshot.ts'
import { UsageError, type Values } from './arguments.ts'
import { type fineTuneOptions, fineTuneSettings } from './fineTuneArguments.ts'
import { readFolder, readModel } from './folder.ts'
import { isSetId, loadSet, type taskOptions } from './labelledSets.ts'

type Asked = Values<typeof taskOptions> &
  Values<typeof fineTuneOptions> & {
    model: string | undefined
    resume: string | undefined
    out: string | undefined
    seed: number | undefined
  }

export interface FineTuneRun {
  /** with the special tokens */
  config: ModelConfig
  tokenizer: TaskTokenizer
  set: LabelledSet
  data: FineTuneRecord['data']
  task: Task
  /** tokens that a sequence may have */
  context: number
  settings: FineTuneSettings
  weights: Float32Array
  /** of the run that goes on */
  state?: Snapshot
}

const FALLBACK = { examples: 600, heldOut: 200 }

/** The folder that a run is saved to: where it came from, unless told otherwise. @throws UsageError */
export function targetOf({ model, resume, out }: Asked): string {
  if ((model === undefined) === (resume === undefined))
    throw new UsageError('Give one of --model and --resume: a pre-trained model, or the folder of a run that was stopped.')
  const target = out ?? resume
  if (target === undefined) throw new UsageError('--out is needed.')
  return target
}

/** Reads all that the run needs. @throws UsageError, or CourseError for files and data that are missing or do not fit */
export const planFineTuning = (args: Asked): Promise<FineTuneRun> =>
  args.resume === undefined ? begin(args, args.model!) : goOn(args, args.resume)

async function begin(args: Asked, path: string): Promise<FineTuneRun> {
  const settings = fineTuneSettings(args)
  const model = readModel(path)
  const config = grownConfig(model.config)
  const context = args.context ?? config.nCtx
  if (context > config.nCtx) throw new UsageError(`--context is ${context}, but the model's is ${config.nCtx}.`)
  const set = loadSet(args, FALLBACK)
  const tokenizer = new TaskTokenizer(model.tokenizer)
  const task = encodeTask(set, tokenizer, context)
  return {
    config,
    tokenizer,
    set,
    data: await describeData(set),
    task,
    context,
    settings,
    weights: grownWeights(model.config, model.weights, outputsOf(task.shape), settings.seed),
  }
}

async function goOn(args: Asked, path: string): Promise<FineTuneRun> {
  const folder = readFolder(path)
  const record = readRecord(folder, path)
  refuseChanges(args, record)
  const { config, tokenizer, weights } = readClassifierFolder(folder)
  const { id, train, heldOut } = record.data
  if (!isSetId(id))
    throw new CourseError(
      'bad-checkpoint',
      `The run in "${path}" learned the task "${id}", which this version does not have.`,
      'Start a new run with --model.',
    )
  const set = loadSet({ task: id, examples: train, 'held-out': heldOut }, FALLBACK)
  const data = await describeData(set)
  if (data.sha256 !== record.data.sha256) {
    throw new CourseError(
      'bad-checkpoint',
      `The ${train} + ${heldOut} examples of "${id}" are others in this version of the course than those that the run learned from (SHA-256 ${data.sha256.slice(0, 12)} … instead of ${record.data.sha256.slice(0, 12)} …).`,
      'Go on with the version that it was begun with, or start a new run with --model.',
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

/** A run that goes on keeps what it was begun with, or its schedule and its batches would be of two runs; arguments may repeat it. @throws UsageError */
function refuseChanges(args: Asked, { settings, data, context }: FineTuneRecord): void {
  const had = {
    task: data.id,
    examples: data.train,
    'held-out': data.heldOut,
    context,
    epochs: settings.epochs,
    batch: settings.batch,
    lr: settings.learningRate,
    warmup: settings.warmup,
    lambda: settings.lambda,
    'classifier-dropout': settings.classifierDropout,
    'weight-decay': settings.weightDecay,
    clip: settings.clip,
    seed: settings.seed,
  } satisfies { [K in Exclude<keyof Asked, 'model' | 'resume' | 'out'>]: string | number }
  for (const [name, value] of Object.entries(had)) {
    const asked = args[name as keyof typeof had]
    if (asked !== undefined && asked !== value) throw new UsageError(`--${name} is ${asked}, but the run that goes on has ${value}.`)
  }
}
