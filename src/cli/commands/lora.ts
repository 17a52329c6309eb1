/** `lora`: a model adapted to a text by low-rank adapters, measured before and after, and beside full fine-tuning where asked. */
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import { writeAdapterFolder } from '../../core/compress/adapterFolder.ts'
import { loraCount, mergeAdapters, type Target, TARGETS, validateLora } from '../../core/compress/lora.ts'
import { trainLora } from '../../core/compress/trainLora.ts'
import { parameterCount } from '../../core/config.ts'
import { validateSettings } from '../../core/train/settings.ts'
import { attempt, flag, number, parse, required, text, whole } from '../arguments.ts'
import { checkTarget, readModel, writeFolder } from '../folder.ts'
import { fullFineTuning } from '../fullFineTuning.ts'
import { corpusFor, heldOutLoss, inKb } from '../measured.ts'
import { note, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, {
    model: required, corpus: required, out: required, rank: whole(4, 1), alpha: number(8), targets: text(TARGETS.join(',')), steps: whole(200, 1), lr: number(3e-3), batch: whole(4, 1),
    seed: whole(1), merge: flag, full: flag, 'full-lr': number(5e-4), runtime: runtimeOption, json: flag,
  })
  checkTarget(args.out)
  const model = readModel(args.model)
  const { config, tokenizer, weights } = model
  const lora = { rank: args.rank, alpha: args.alpha, targets: args.targets.split(',') as Target[] }
  attempt(() => validateLora(config, lora))
  const settings = attempt(() => validateSettings({
    batch: args.batch, steps: args.steps, learningRate: args.lr, warmup: Math.ceil(args.steps / 20), weightDecay: 0, clip: 1, evalEvery: 0, seed: args.seed,
  }))
  const { corpus } = await corpusFor(model, args.corpus)
  await withRuntime(args.runtime, async (runtime) => {
    const before = await heldOutLoss(runtime, config, weights, corpus.validation)
    note(`Before: ${before.toFixed(4)} nats; ${args.steps} steps of adapters …`)
    const { adapters, bytes } = await trainLora(runtime, config, weights, lora, settings, corpus.train, { yieldNow: turn })
    const merged = mergeAdapters(config, weights, adapters, lora)
    const after = await heldOutLoss(runtime, config, merged, corpus.validation)
    const full = args.full ? await fullFineTuning(runtime, config, weights, { ...settings, learningRate: args['full-lr'] }, corpus) : null
    const folder = args.merge ? writeModelFolder({ config, tokenizer, weights: merged }) : writeAdapterFolder(adapters, lora)
    writeFolder(args.out, folder)
    const fileBytes = [...folder.values()].reduce((sum, { length }) => sum + length, 0)
    const trainable = loraCount(config, lora)
    const result = { out: args.out, merged: args.merge, before, after, trainable, parameters: parameterCount(config), bytes, fileBytes, full: full && { loss: full.loss, bytes: full.bytes } }
    output(args.json).result(result, [
      `before     loss ${before.toFixed(4)}`,
      `adapters   loss ${after.toFixed(4)}  learned ${trainable}  weights, gradients and moments ${inKb(bytes.state)}, activations ${inKb(bytes.activations)}`,
      ...(full ? [`everything loss ${full.loss.toFixed(4)}  learned ${result.parameters}  weights, gradients and moments ${inKb(full.bytes.state)}, activations ${inKb(full.bytes.activations)}`] : []),
      `Saved ${args.merge ? 'the merged model' : 'the adapters'} to ${args.out}, ${inKb(fileBytes)}`,
    ].join('\n'))
  })
}
