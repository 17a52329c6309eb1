/** The open model learns another text: by adapters of some rank, or with all of its weights, for equally many steps. */
import type { LossPoint } from '../../../core/curve.ts'
import { adapterRate } from '../../../core/trainingDefaults.ts'
import type { CoreApi, ModelSummary, TextRef, TrainingSettings } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { glance, make } from '../../../experiments/made.ts'

/** The other text. */
export const TEXT: TextRef = { kind: 'bundled', id: 'moby-dick' }
/** All weights, or the rank of the adapters in digits, as an address has it. */
export type Way = string
export const ALL: Way = 'all'

/** Every matrix has the model's width on its smaller side: no product of two thinner ones has a higher rank. */
export const rankWithin = (way: Way, { nEmbd }: ModelSummary['config']): Way => (way === ALL ? way : String(Math.min(Number(way), nEmbd)))

/** By rank, then all weights. */
export const inOrder = (done: readonly Adapted[]): Adapted[] =>
  [...done].sort((a, b) => (a.way === ALL ? 1 : b.way === ALL ? -1 : Number(a.way) - Number(b.way)))

const TARGETS = ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj'] as const
/** Of the first layer: what the adapters' product is drawn of. */
export const MATRIX = 'h.0.attn.c_proj.weight'

export interface Adapted {
  way: Way
  /** numbers that learn */
  trainable: number
  /** on the new text and on its own, nats a token */
  loss: number
  own: number
  /** what was added to the matrix */
  change: Float32Array
  curve: readonly LossPoint[]
}

export interface Value {
  /** as it was, on both texts */
  before: { loss: number; own: number }
  /** what is to be added to, [in, out], row-major */
  matrix: Float32Array
  columns: number
  done: readonly Adapted[]
}

export interface Progress {
  way: Way
  curve: readonly LossPoint[]
}

/** Adapters bear a higher rate: they begin at nothing, and each is small. */
const RATES = { all: 5e-4, adapters: 5e-3 }

const settings = (way: Way, steps: number, seed: number): TrainingSettings => ({
  batch: 8,
  steps,
  learningRate: way === ALL ? RATES.all : adapterRate(Number(way), RATES.adapters),
  warmup: Math.round(steps / 10),
  weightDecay: 0,
  clip: 1,
  evalEvery: 0,
  seed,
})

/** The model as it is, on both texts. */
export async function untouched(core: CoreApi, model: ModelSummary): Promise<Value> {
  const [matrix] = await core.weights({ id: model.id }, [MATRIX])
  const before = { loss: await glance(core, model.id, TEXT), own: await glance(core, model.id) }
  return { before, matrix: matrix!.data, columns: matrix!.shape[1]!, done: [] }
}

export async function adapt(
  core: CoreApi,
  model: ModelSummary,
  { way, steps, seed }: { way: Way; steps: number; seed: number },
  report: (so: Progress) => void,
  { done, ...first }: Value,
): Promise<Value> {
  const rank = way === ALL ? null : Number(way)
  const lora = rank === null ? null : { rank, alpha: 2 * rank, targets: TARGETS }
  let [own, trainable] = [Number.NaN, model.parameters]
  let change = new Float32Array()
  const job = { kind: 'lora', keep: false, modelId: model.id, text: TEXT, lora, training: settings(way, steps, seed) } as const
  const { loss, curve } = await make(
    core,
    job,
    (points) => report({ way, curve: points }),
    async (made) => {
      if (made.kind === 'adapter') trainable = made.adapters.trainable
      own = await glance(core, made.id, model.spec!.text)
      const [after] = await core.weights({ id: made.id }, [MATRIX])
      change = after!.data.map((value, i) => value - first.matrix[i]!)
    },
  )
  const next = { way, trainable, loss, own, change, curve }
  return { ...first, done: [...done.filter((each) => each.way !== way), next] }
}

export function readingsOf({ before, done }: Value): Readings {
  const last = done.at(-1)
  if (!last) return { before: before.loss }
  return { before: before.loss, gain: before.loss - last.loss, forgotten: last.own - before.own, trainable: last.trainable }
}
