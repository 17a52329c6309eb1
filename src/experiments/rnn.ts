/** A recurrent model of characters: trained by the core, its weights read, and the same pass in the reference's plain loops. */
import { linear, matmul } from '../core/ops/linear/reference.ts'
import { recurrence, recurrenceBackward } from '../core/ops/recurrence/reference.ts'
import type { CoreApi, ModelHandle, RunSpec } from '../worker/protocol.ts'
import type { Experiment } from './experiment.ts'
import { ownRun, type OwnRunOptions } from './ownRun.ts'
import type { TextChoice } from './withText.ts'

/** One layer, as `src/core/model/rnn.ts` has it. */
export interface Rnn {
  /** of the tokens, by id; 0 is unknown */
  vocabulary: readonly string[]
  /** C */
  width: number
  /** [V,C] */
  embed: Float64Array
  /** [C,C] and [C] */
  input: Float64Array
  bias: Float64Array
  /** [C,C] */
  state: Float64Array
  /** [V,C] and [V] */
  head: Float64Array
  headBias: Float64Array
}

export interface RnnSizes {
  width: number
  steps: number
  time: number
  batch: number
  seed: number
}

export const rnnSpec = ({ width, steps, time, batch, seed }: RnnSizes, text: RunSpec['text']): RunSpec => ({
  text,
  sizes: { family: 'rnn', nLayer: 1, nHead: 1, nEmbd: width, nCtx: time, dropout: 0 },
  training: {
    batch,
    steps,
    learningRate: 0.01,
    warmup: Math.ceil(steps / 10),
    weightDecay: 0,
    clip: 1,
    evalEvery: Math.ceil(steps / 5),
    seed,
  },
  samplePrompt: 'The ',
})

const NAMES = ['tokens_embed.weight', 'h.0.input.weight', 'h.0.input.bias', 'h.0.state.weight', 'lm_head.weight', 'lm_head.bias'] as const

/** The weights of a model. */
export async function readRnn(core: CoreApi, handle: ModelHandle, vocabulary: readonly string[], width: number): Promise<Rnn> {
  const parameters = await core.weights(handle, NAMES)
  const [embed, input, bias, state, head, headBias] = parameters.map(({ data }) => Float64Array.from(data))
  return { vocabulary, width, embed: embed!, input: input!, bias: bias!, state: state!, head: head!, headBias: headBias! }
}

/** Trains one and reads it; afterwards it is gone. */
export async function trainRnn(
  core: CoreApi,
  text: TextChoice,
  sizes: RnnSizes,
  options: OwnRunOptions = {},
): Promise<{ run: Experiment; rnn: Rnn }> {
  let rnn: Rnn | null = null
  const run = await ownRun(core, text, (ref) => rnnSpec(sizes, ref), {
    ...options,
    read: async (trained, { vocabulary }) => {
      rnn = await readRnn(core, trained, vocabulary, sizes.width)
    },
  })
  return { run, rnn: rnn! }
}

export const idsOf = ({ vocabulary }: Rnn, text: string): number[] =>
  Array.from(text, (character) => Math.max(0, vocabulary.indexOf(character)))

/** ids [T] → the state after each, [T,C] */
export function statesOf({ width: C, embed, input, bias, state }: Rnn, ids: readonly number[]): Float64Array {
  const x = Float64Array.from({ length: ids.length * C }, (_, i) => embed[ids[Math.floor(i / C)]! * C + (i % C)]!)
  return recurrence(linear(x, input, bias, ids.length, C, C, false), state, { batch: 1, time: ids.length, width: C })
}

/** What one state [C] makes of the next character: shares [V]. */
export function sharesOf({ width: C, head, headBias }: Rnn, h: Float64Array): Float64Array {
  const logits = linear(h, head, headBias, 1, headBias.length, C, true)
  const top = logits.reduce((a, b) => Math.max(a, b))
  const powers = logits.map((z) => Math.exp(z - top))
  const total = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / total)
}

/**
 * Norm of the gradient of the last character's loss at each state, by distance back from the last one, by backpropagation through time.
 * @param ids T + 1 of them: the last is only a target
 */
export function reachOf(rnn: Rnn, ids: readonly number[]): number[] {
  const { width: C, head, headBias, state } = rnn
  const T = ids.length - 1
  const h = statesOf(rnn, ids.slice(0, T))
  const scores = sharesOf(rnn, h.slice(-C))
  scores[ids[T]!]! -= 1
  const dh = new Float64Array(T * C)
  dh.set(matmul(scores, head, 1, C, headBias.length), (T - 1) * C)
  const dz = recurrenceBackward(dh, h, state, { batch: 1, time: T, width: C })
  return Array.from({ length: T }, (_, back) => {
    if (back === 0) return norm(dh.subarray((T - 1) * C))
    // a state reaches the end through the next one alone
    const next = dz.slice((T - back) * C, (T - back + 1) * C)
    return norm(matmul(next, state, 1, C, C, false, true))
  })
}

const norm = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0))
