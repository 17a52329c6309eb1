/** `prune`: the heads that matter least taken out of every layer, measured before, after, and after some healing. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { MODEL } from '../../core/checkpoint/shards.ts'
import { type Tensors, unflatten } from '../../core/checkpoint/tensors.ts'
import { modelLayout } from '../../core/model/plans.ts'
import { headImportance, mostImportant, pruneHeads } from '../../core/compress/prune.ts'
import { fullFineTuning } from '../../core/compress/fullFineTuning.ts'
import { parameterCount } from '../../core/config.ts'
import { validateSettings } from '../../core/train/settings.ts'
import { attempt, flag, number, parse, required, seed, text, UsageError, whole } from '../arguments.ts'
import { readModel } from '../folder.ts'
import { corpusFor, heldOutLoss, inKb } from '../measured.ts'
import { output } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { savingTo } from '../saving.ts'
import { watched } from '../stopping.ts'
import { outOptions, OutFolder } from '../out/outFolder.ts'

export const options = {
  model: required.help('folder of the model'),
  ...outOptions,
  corpus: text(undefined).help('text to measure on', { value: 'ID|FILE', fallback: 'what the model learned from' }),
  keep: whole(2, 1).help('heads that stay in each layer'),
  heal: whole(0).help('steps of training after the cut'),
  lr: number(5e-4).help('learning rate of healing'),
  batch: whole(4, 1).help('windows of a batch'),
  seed: seed(1).help('of everything random'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const target = OutFolder.open(args.out, { sources: { model: args.model }, force: args.force })
  const model = readModel(args.model)
  const { config, tokenizer, weights } = model
  if (args.keep > config.nHead) throw new UsageError(`--keep is ${args.keep}, but a layer has ${config.nHead} heads.`)
  const settings = attempt(() =>
    validateSettings({
      batch: args.batch,
      steps: Math.max(1, args.heal),
      learningRate: args.lr,
      warmup: Math.ceil(args.heal / 20),
      weightDecay: 0.01,
      clip: 1,
      evalEvery: 0,
      seed: args.seed,
    }),
  )
  const { corpus } = await corpusFor(model, args.corpus)
  await withRuntime(args.runtime, (runtime) =>
    watched(args.json, async (watch) => {
      // What matters is measured on the text that was learned from; the held-out text is for the result.
      const importance = await headImportance(runtime, config, weights, corpus.train)
      const kept = mostImportant(importance, args.keep)
      const pruned = pruneHeads(config, weights, kept)
      const before = await heldOutLoss(runtime, config, weights, corpus.validation)
      const after = await heldOutLoss(runtime, pruned.config, pruned.weights, corpus.validation)
      const folderOf = (weights: Tensors) => writeModelFolder({ ...pruned, tokenizer, weights })
      const save = (weights: Tensors) => {
        const folder = folderOf(weights)
        target.finish(folder)
        return folder.get(MODEL)!.length
      }
      const prunedBytes = save(pruned.weights)
      watch.begin('healing', args.heal)
      const healed =
        args.heal > 0 && !watch.shouldStop()
          ? await fullFineTuning(runtime, pruned.config, pruned.weights, settings, corpus, {
              ...watch,
              save: savingTo(target, (state) => folderOf(unflatten(modelLayout(pruned.config), state.weights))),
            })
          : null
      const { steps } = watch.taken()
      const fileBytes = healed ? save(healed.weights) : prunedBytes
      const [from, to] = [parameterCount(config), parameterCount(pruned.config)]
      const result = {
        out: args.out,
        importance,
        kept,
        parameters: { before: from, after: to },
        before,
        after,
        healed: healed && { steps, loss: healed.loss },
        fileBytes,
      }
      output(args.json).result(
        result,
        [
          ...importance.map(
            (heads, layer) =>
              `layer ${layer}: importance ${heads.map((value) => value.toExponential(1)).join(' ')}; kept ${kept[layer]!.join(', ')}`,
          ),
          `before     loss ${before.toFixed(4)}  parameters ${from}`,
          `pruned     loss ${after.toFixed(4)}  parameters ${to}`,
          ...(healed
            ? [`healed     loss ${healed.loss.toFixed(4)}  after ${steps} steps`]
            : args.heal > 0
              ? ['healed     not: stopped before the first step']
              : []),
          `Saved to ${args.out}, ${inKb(result.fileBytes)}`,
        ].join('\n'),
      )
    }),
  )
}
