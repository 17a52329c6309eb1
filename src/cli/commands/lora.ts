/** `lora`: a model adapted to a text by low-rank adapters, measured before and after, and beside full fine-tuning where asked; or adapters merged. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { type Tensors, unflatten } from '../../core/checkpoint/tensors.ts'
import { readAdapterFolder, writeAdapterFolder } from '../../core/compress/adapterFolder.ts'
import {
  adapterParameters,
  loraCount,
  loraLayout,
  loraTrainingPlan,
  type LoraSettings,
  memoryOf,
  mergeAdapters,
  type Target,
  TARGETS,
  validateLora,
} from '../../core/compress/lora.ts'
import { fullFineTuning } from '../../core/compress/fullFineTuning.ts'
import { trainLora } from '../../core/compress/trainLora.ts'
import { type ModelConfig, parameterCount } from '../../core/config.ts'
import { planOf } from '../../core/train/estimate.ts'
import { optimizerOf, validateSettings } from '../../core/train/settings.ts'
import { adapterRate } from '../../core/trainingDefaults.ts'
import { attempt, flag, number, parse, required, seed, text, UsageError, whole } from '../arguments.ts'
import { readFolder, readModel } from '../folder.ts'
import { corpusFor, heldOutLoss, inKb } from '../measured.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { saveEnd, savingTo } from '../saving.ts'
import { checkLearned, watched } from '../stopping.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'

/** What adapters bear up to rank 16. */
const RATE = 3e-3

export const options = {
  model: required.help('folder of the model'),
  corpus: text(undefined).help('text to learn from', { value: 'ID|FILE', fallback: 'needed; merging alone needs none' }),
  ...outOptions,
  adapters: text(undefined).help('adapters to go on from, or to merge', { value: 'DIR', fallback: 'new ones' }),
  rank: whole(undefined, 1).help('of the adapters, at most the width of the model', { fallback: '4' }),
  alpha: number(undefined).help('their weight is alpha/rank', { fallback: 'twice the rank' }),
  targets: text(undefined).help('matrices that get adapters', { value: 'NAME,…', fallback: 'all' }),
  steps: whole(undefined, 0).help('steps to train', { fallback: '200; 0 with --adapters' }),
  lr: number(undefined).help('learning rate', { fallback: `${RATE}; above rank 16 lower, by the root of the rank` }),
  batch: whole(4, 1).help('windows of a batch'),
  seed: seed(1).help('of everything random'),
  merge: flag.help('save the model with the adapters in its weights'),
  full: flag.help('train every weight as long, to compare'),
  'full-lr': number(5e-4).help('learning rate of that'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}
type Arguments = ReturnType<typeof parse<typeof options>>

/** New adapters learn; those that are given are taken as they are, unless steps are asked for. */
const STEPS = 200

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, { sources: { model: args.model, adapters: args.adapters }, force: args.force })
  const model = readModel(args.model)
  const { config, tokenizer, weights } = model
  const { lora, start } = adaptersOf(args, config)
  const steps = args.steps ?? (start ? 0 : STEPS)
  if (steps === 0 && !start)
    throw new UsageError('--steps is 0, but new adapters that learn nothing change nothing: give steps, or --adapters.')
  if (steps === 0 && args.full) throw new UsageError('--full compares as many steps of every weight, but there are none: give --steps.')
  const settings = attempt(() =>
    validateSettings({
      batch: args.batch,
      steps: Math.max(1, steps),
      learningRate: args.lr ?? adapterRate(lora.rank, RATE),
      warmup: Math.ceil(steps / 20),
      weightDecay: 0,
      clip: 1,
      evalEvery: 0,
      seed: args.seed,
    }),
  )
  const folderOf = (adapters: Tensors) =>
    args.merge
      ? writeModelFolder({ config, tokenizer, weights: mergeAdapters(config, weights, adapters, lora) })
      : writeAdapterFolder(adapters, lora, config)
  if (args.corpus === undefined) {
    if (steps > 0 || !args.merge || !start) throw new UsageError('--corpus is needed: a file, or the id of a bundled text.')
    const folder = folderOf(start)
    target.finish(folder)
    output(args.json).result(
      { out: args.out, merged: true, files: [...folder.keys()].sort() },
      `Saved the merged model to ${args.out}; with --corpus it is measured, too`,
    )
    return
  }
  const { corpus } = await corpusFor(model, args.corpus)
  await withRuntime(args.runtime, (runtime) =>
    watched(args.json, async (watch) => {
      const before = await heldOutLoss(runtime, config, weights, corpus.validation)
      watch.begin('adapters', steps)
      const save = savingTo(target, (state) => {
        const all = unflatten(loraLayout(config, lora), state.weights)
        return folderOf(new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!])))
      })
      const adapters =
        steps > 0 ? await trainLora(runtime, config, weights, lora, settings, corpus.train, { ...watch, save }, start) : start!
      const learned = watch.taken()
      if (steps > 0) checkLearned(learned.steps)
      // Measured before it takes another model's place: what computes to no number is not saved. What was learned was saved as it went.
      const after = await heldOutLoss(runtime, config, mergeAdapters(config, weights, adapters, lora), corpus.validation)
      const folder = folderOf(adapters)
      const where = saveEnd(target, folder, watch.shouldStop())
      const memory = {
        adapters: memoryOf(loraTrainingPlan(config, weights, lora, args.batch, optimizerOf(settings))),
        everything: memoryOf(planOf(config, args.batch)),
      }
      watch.begin('every weight', steps)
      const full =
        args.full && !watch.shouldStop()
          ? await fullFineTuning(runtime, config, weights, { ...settings, learningRate: args['full-lr'] }, corpus, watch)
          : null
      const fullTaken = watch.taken()
      const fileBytes = [...folder.values()].reduce((sum, { length }) => sum + length, 0)
      const trainable = loraCount(config, lora)
      const result = {
        out: where,
        merged: args.merge,
        before,
        after,
        ...learned,
        trainable,
        parameters: parameterCount(config),
        memory,
        fileBytes,
        full: full && { loss: full.loss, ...fullTaken },
      }
      const took = ({ steps: n, stepMs }: typeof learned) => `after ${n} steps of ${stepMs.toFixed(1)} ms`
      const needs = (count: number, { state, activations }: typeof memory.adapters) =>
        `learns ${count}; training takes ${inKb(state + activations)}: weights, gradients and moments ${inKb(state)}, activations ${inKb(activations)}`
      output(args.json).result(
        result,
        [
          `before        loss ${before.toFixed(4)}`,
          `adapters      loss ${after.toFixed(4)}${steps > 0 ? `  ${took(learned)}` : ''}  ${needs(trainable, memory.adapters)}`,
          `every weight  ${full ? `loss ${full.loss.toFixed(4)}  ${took(fullTaken)}  ` : ''}${needs(result.parameters, memory.everything)}`,
          `Saved ${args.merge ? 'the merged model' : 'the adapters'} to ${where}, ${inKb(fileBytes)}`,
        ].join('\n'),
      )
    }),
  )
}

/** Settings of new adapters, or those of a folder with the adapters themselves. */
function adaptersOf(args: Arguments, config: ModelConfig): { lora: LoraSettings; start?: Tensors } {
  if (args.adapters === undefined) {
    const rank = args.rank ?? 4
    const lora = { rank, alpha: args.alpha ?? 2 * rank, targets: (args.targets?.split(',') ?? TARGETS) as Target[] }
    attempt(() => validateLora(config, lora))
    return { lora }
  }
  const given = (['rank', 'alpha', 'targets'] as const).find((name) => args[name] !== undefined)
  if (given) throw new UsageError(`--${given} is what the adapters in "${args.adapters}" already have: leave it out.`)
  const { settings, adapters } = readAdapterFolder(readFolder(args.adapters), config)
  return { lora: settings, start: adapters }
}
