/** What `finetune` is asked to do: a new run from a pre-trained model, or one that was stopped and goes on as it was begun. */
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
  }

/** The folder that a run is saved to: where it came from, unless told otherwise. @throws UsageError */
export function targetOf({ model, resume, out }: Asked): string {
  if ((model === undefined) === (resume === undefined))
    throw new UsageError('Give one of --model and --resume: a pre-trained model, or the folder of a run that was stopped.')
  const target = out ?? resume
  if (target === undefined) throw new UsageError('--out is needed.')
  return target
}

/** Reads all that the run needs. @throws UsageError, or CourseError for files and data that are missing or do not fit */
export const readFineTuning = (args: Asked): Promise<PreparedFineTuning> =>
  args.resume === undefined ? begin(args, args.model!) : goOn(args, args.resume)

async function begin(args: Asked, path: string): Promise<PreparedFineTuning> {
  const task = args.task ?? USUAL_TASK
  const { counts, context } = taskDefaults(task)
  const model = readModel(path)
  const settings = fineTuneSettings(args, fineTuneDefaults(task, model.config))
  if (args.context !== undefined && args.context > model.config.nCtx)
    throw new UsageError(`--context is ${args.context}, but the model's is ${model.config.nCtx}.`)
  return prepareFineTuning(model, loadSet(args, counts), settings, args.context ?? Math.min(context, model.config.nCtx))
}

async function goOn(args: Asked, path: string): Promise<PreparedFineTuning> {
  const folder = readFolder(path)
  const record = readRecord(folder, path)
  refuseChanges(args, record)
  return resumeFineTuning(folder, record, path, setOf)
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
