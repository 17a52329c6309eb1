/** What `finetune` is asked to do: a new run from a pre-trained model, or one that was stopped and goes on as it was begun. */
import type { Model } from '../core/checkpoint/hfFolder.ts'
import { BUNDLED_TEXTS } from '../core/data/bundled.ts'
import { prepareCorpus } from '../core/data/corpus.ts'
import { readBundledText } from '../core/data/node.ts'
import { fineTuneDefaults, taskDefaults } from '../core/finetune/defaults.ts'
import { type PreparedFineTuning, prepareFineTuning, resumeFineTuning } from '../core/finetune/prepared.ts'
import { type FineTuneRecord, readRecord } from '../core/finetune/stopped.ts'
import { UsageError, type Values } from './arguments.ts'
import { type fineTuneOptions, fineTuneSettings } from './fineTuneArguments.ts'
import { readFolder, readModel } from './folder.ts'
import { loadSet, setOf, type taskOptions, USUAL_TASK } from './labelledSets.ts'

type Asked = Values<typeof taskOptions> &
  Values<typeof fineTuneOptions> & {
    model: string | undefined
    resume: string | undefined
    out: string | undefined
    seed: number | undefined
    transferred: number | undefined
    'from-scratch': boolean
  }

/** The folder that a run is saved to: where it came from, unless told otherwise. @throws UsageError */
export function targetOf({ model, resume, out }: Asked): string {
  if ((model === undefined) === (resume === undefined))
    throw new UsageError('Give one of --model and --resume: a pre-trained model, or the folder of a run that was stopped.')
  const target = out ?? resume
  if (target === undefined) throw new UsageError('--out is needed.')
  return target
}

export interface ReadFineTuning {
  prepared: PreparedFineTuning
  /** the held-out part of the text that the base learned from, where that is one of the course's; null also of a run that goes on, which does not say */
  ownText: Int32Array | null
}

/** Reads all that the run needs. @throws UsageError, or CourseError for files and data that are missing or do not fit */
export const readFineTuning = (args: Asked): Promise<ReadFineTuning> =>
  args.resume === undefined ? begin(args, args.model!) : goOn(args, args.resume)

async function begin(args: Asked, path: string): Promise<ReadFineTuning> {
  const task = args.task ?? USUAL_TASK
  const { counts, context } = taskDefaults(task)
  const model = readModel(path)
  const settings = fineTuneSettings(args, fineTuneDefaults(task, model.config))
  if (args['from-scratch'] && args.transferred !== undefined)
    throw new UsageError('--transferred takes blocks over and --from-scratch takes none: give one of the two.')
  if (args.context !== undefined && args.context > model.config.nCtx)
    throw new UsageError(`--context is ${args.context}, but the model's is ${model.config.nCtx}.`)
  const prepared = await prepareFineTuning(model, loadSet(args, counts), settings, {
    context: args.context ?? Math.min(context, model.config.nCtx),
    pretrained: !args['from-scratch'],
    ...(args.transferred !== undefined && { transferred: args.transferred }),
  })
  return { prepared, ownText: args['from-scratch'] || args.transferred !== undefined ? null : ownTextOf(model) }
}

function ownTextOf({ run, tokenizer }: Pick<Model, 'run' | 'tokenizer'>): Int32Array | null {
  const bundled = BUNDLED_TEXTS.find(({ id }) => id === run?.corpus.id)
  return bundled ? prepareCorpus(readBundledText(bundled.id), tokenizer).validation : null
}

async function goOn(args: Asked, path: string): Promise<ReadFineTuning> {
  const folder = readFolder(path)
  const record = readRecord(folder, path)
  if (args['from-scratch']) throw new UsageError('--from-scratch is for a new run: one that goes on has the weights that it has.')
  if (args.transferred !== undefined) throw new UsageError('--transferred is for a new run: one that goes on has the weights that it has.')
  refuseChanges(args, record)
  return { prepared: await resumeFineTuning(folder, record, path, setOf), ownText: null }
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
  } satisfies { [K in Exclude<keyof Asked, 'model' | 'resume' | 'out' | 'transferred' | 'from-scratch'>]: string | number }
  for (const [name, value] of Object.entries(had)) {
    const asked = args[name as keyof typeof had]
    if (asked !== undefined && asked !== value) throw new UsageError(`--${name} is ${asked}, but the run that goes on has ${value}.`)
  }
}
