/** `fewer`: a table of all that makes a model smaller, each way measured on the same checkpoint and the same held-out text. */
import { distill, DISTILLATION } from '../../core/compress/distill.ts'
import { fullFineTuning } from '../../core/compress/fullFineTuning.ts'
import { loraCount, mergeAdapters, TARGETS } from '../../core/compress/lora.ts'
import type { Bits } from '../../core/compress/pack.ts'
import { tensorBytes } from '../../core/compress/measured.ts'
import { headImportance, mostImportant, pruneHeads } from '../../core/compress/prune.ts'
import { quantize, quantizedBytes } from '../../core/compress/quantize.ts'
import { trainLora } from '../../core/compress/trainLora.ts'
import { parameterCount } from '../../core/config.ts'
import { CourseError } from '../../core/errors.ts'
import { flag, parse, text, whole } from '../arguments.ts'
import { readModel } from '../folder.ts'
import { corpusFor, heldOutLoss, quantizedLoss } from '../measured.ts'
import { note, output, turn } from '../output.ts'
import { runtimeOption, withRuntime } from '../runtime.ts'
import { shippedFolder } from '../shipped.ts'

interface Row {
  what: string
  /** of the model, or those that learned */
  parameters: number
  /** of the weights, or of the adapters */
  bytes: number
  /** nats per token over the whole held-out text */
  loss: number
}

/** Training in this table is short, so that all of it takes minutes. */
const COMMON = { batch: 4, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 1 }

export const options = {
  model: text(shippedFolder('first')).help('folder of the model', { value: 'DIR', fallback: "the course's first" }),
  corpus: text(undefined).help('its own text', { value: 'ID|FILE', fallback: 'what the model learned from' }),
  adapt: text('moby-dick').help('the other text', { value: 'ID|FILE' }),
  steps: whole(100, 1).help('steps where something is trained'),
  runtime: runtimeOption,
  json: flag.help('one JSON object a line on standard output, nothing else there'),
}

export async function run(argv: readonly string[]): Promise<void> {
  const args = parse(argv, options)
  const model = readModel(args.model)
  const { config, weights } = model
  const { corpus, text: own } = await corpusFor(model, args.corpus)
  const { corpus: other, text: foreign } = await corpusFor(model, args.adapt)
  const out = output(args.json)
  await withRuntime(args.runtime, async (runtime) => {
    const held = corpus.validation
    const show = (row: Row) =>
      out.result(
        row,
        `${row.what.padEnd(58)} ${String(row.parameters).padStart(8)} ${(row.bytes / 1000).toFixed(0).padStart(7)} kB ${row.loss.toFixed(4).padStart(8)}`,
      )
    note(
      `Loss in nats per token on the held-out tenth of "${own.corpus.title}", and for adapters of "${foreign.corpus.title}"; ${args.steps} steps where something is trained`,
    )
    const parameters = parameterCount(config)
    show({
      what: 'the checkpoint, 32 bits',
      parameters,
      bytes: tensorBytes(weights),
      loss: await heldOutLoss(runtime, config, weights, held),
    })
    for (const bits of [8, 4] as Bits[]) {
      const packed = quantize(config, weights, bits)
      show({ what: `${bits} bits`, parameters, bytes: quantizedBytes(packed), loss: await quantizedLoss(runtime, config, packed, held) })
    }

    const heal = { ...COMMON, steps: args.steps, learningRate: 5e-4, warmup: 10 }
    await wherePossible(async () => {
      const importance = await headImportance(runtime, config, weights, corpus.train)
      for (const keep of [config.nHead - 1, Math.ceil(config.nHead / 2)].filter(
        (n, i, all) => n > 0 && n < config.nHead && all.indexOf(n) === i,
      )) {
        const pruned = pruneHeads(config, weights, mostImportant(importance, keep))
        const size = { parameters: parameterCount(pruned.config), bytes: tensorBytes(pruned.weights) }
        show({
          what: `${keep} of ${config.nHead} heads in every layer`,
          ...size,
          loss: await heldOutLoss(runtime, pruned.config, pruned.weights, held),
        })
        const healed = await fullFineTuning(runtime, pruned.config, pruned.weights, heal, corpus, { yieldNow: turn })
        show({ what: `${keep} of ${config.nHead} heads, trained on`, ...size, loss: healed.loss })
      }
    })

    await wherePossible(async () => {
      const lora = { rank: 4, alpha: 8, targets: TARGETS }
      show({
        what: `other text: the checkpoint`,
        parameters,
        bytes: tensorBytes(weights),
        loss: await heldOutLoss(runtime, config, weights, other.validation),
      })
      const adapters = await trainLora(runtime, config, weights, lora, { ...heal, weightDecay: 0, learningRate: 3e-3 }, other.train, {
        yieldNow: turn,
      })
      const adaptedLoss = await heldOutLoss(runtime, config, mergeAdapters(config, weights, adapters, lora), other.validation)
      show({
        what: 'other text: adapters of rank 4 (their size)',
        parameters: loraCount(config, lora),
        bytes: tensorBytes(adapters),
        loss: adaptedLoss,
      })
      const everything = await fullFineTuning(runtime, config, weights, heal, other, { yieldNow: turn })
      show({ what: 'other text: every weight trained', parameters, bytes: tensorBytes(weights), loss: everything.loss })
    })

    // A student begins with nothing.
    const student = { ...config, nLayer: 1 }
    const steps = 3 * args.steps
    const learn = { ...COMMON, steps, learningRate: 1.5e-3, warmup: Math.ceil(steps / 10) }
    for (const [what, alpha] of [
      ['alone', 0],
      [`distilled, α ${DISTILLATION.alpha}, τ ${DISTILLATION.temperature}`, DISTILLATION.alpha],
    ] as const) {
      const taught = await distill(runtime, model, student, { ...DISTILLATION, alpha }, learn, corpus.train, { yieldNow: turn })
      show({
        what: `a student of one layer, ${steps} steps, ${what}`,
        parameters: parameterCount(student),
        bytes: tensorBytes(taught),
        loss: await heldOutLoss(runtime, student, taught, held),
      })
    }
  })
}

/** Models without heads or matrices of a block have fewer rows: why is said. */
async function wherePossible(rows: () => Promise<void>): Promise<void> {
  try {
    await rows()
  } catch (error) {
    if (!(error instanceof CourseError && error.code === 'bad-argument')) throw error
    note(`Left out: ${error.line}`)
  }
}
