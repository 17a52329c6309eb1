/** What can be read off a trained model, on held-out text, by which one can tell what was wrong with its run. */
import type { CoreApi, ModelHandle } from '../../../worker/protocol.ts'
import { CONTEXT, HEADS } from './patients.ts'

export interface Findings {
  /** mean loss when it is given a few letters and asked for the next, as in writing, nats */
  asked: number
  /** how often its best guess is the letter that it has just read */
  echo: number
  /** share of its attention that goes to letters that come later */
  future: number
  /** share of the feed-forwards' inner units that are 0 at every letter */
  silent: number
  /** mean cosine of the last states of neighbouring letters */
  alike: number
  /** root mean square of its matrices */
  weights: number
  /** of the head that reads most of what comes later, else of the first: [T,T], a row for each letter that reads */
  attention: { tokens: readonly string[]; shares: Float32Array; layer: number; head: number }
}

/** Half a context is given: a model without a mask must do without what it is used to. */
export const GIVEN = CONTEXT / 2
export const QUESTIONS = 200
const PASSAGES = 20
/** No letter is asked for twice. */
const STRIDE = CONTEXT

/** One passage as the model sees it; [T,…] each, attention [H,T,T] and inner units [T,4C] by layer. */
interface Pass {
  tokens: readonly string[]
  logits: Float32Array
  last: Float32Array
  probs: Float32Array[]
  inner: Float32Array[]
}

/** @param vocabulary the names of the tokens, by id */
export async function find(
  core: Pick<CoreApi, 'windowLosses' | 'probe' | 'weights'>,
  model: ModelHandle,
  heldOut: string,
  layers: number,
  vocabulary: readonly string[],
): Promise<Findings> {
  const windows = Array.from({ length: QUESTIONS }, (_, i) => ({ from: i * STRIDE, to: i * STRIDE + GIVEN + 1 }))
  const { losses } = await core.windowLosses(model, heldOut.slice(0, QUESTIONS * STRIDE), windows)
  const passes: Pass[] = []
  for (let i = 0; i < PASSAGES; i++) passes.push(await passOver(core, model, heldOut.slice(i * CONTEXT, (i + 1) * CONTEXT), layers))
  const byHead = passes.map(({ probs }) => probs.flatMap((each) => headsOf(each).map(futureOf)))
  const ahead = byHead[0]!.map((_, at) => mean(byHead.map((each) => each[at]!)))
  const most = ahead.reduce((best, each, at) => (each > ahead[best]! ? at : best), 0)
  const [layer, head] = [Math.floor(most / HEADS), most % HEADS]
  return {
    asked: mean(losses),
    echo: mean(passes.flatMap(({ tokens, logits }) => echoes(tokens, logits, vocabulary))),
    future: mean(ahead),
    silent: silentOf(passes),
    alike: mean(passes.flatMap(({ last, tokens }) => likenesses(last, tokens.length))),
    weights: await sizeOfMatrices(core, model, layers),
    attention: { tokens: passes[0]!.tokens, shares: headsOf(passes[0]!.probs[layer]!)[head]!, layer, head },
  }
}

async function passOver(core: Pick<CoreApi, 'probe'>, model: ModelHandle, passage: string, layers: number): Promise<Pass> {
  const each = (part: string) => Array.from({ length: layers }, (_, l) => `h.${l}.${part}`)
  const names = ['logits', `h.${layers - 1}.ln_2`, ...each('attn.probs'), ...each('mlp.c_fc.relu')]
  const { tokens, tensors } = await core.probe(model, passage, names)
  const [logits, last, ...rest] = tensors.map(({ data }) => data)
  return { tokens, logits: logits!, last: last!, probs: rest.slice(0, layers), inner: rest.slice(layers) }
}

/** [H,T,T] → H times [T,T]. */
function headsOf(probs: Float32Array): Float32Array[] {
  const size = probs.length / HEADS
  return Array.from({ length: HEADS }, (_, head) => probs.slice(head * size, (head + 1) * size))
}

/** Of what a head reads, how much comes later than the letter that reads. */
function futureOf(shares: Float32Array): number {
  const T = Math.sqrt(shares.length)
  return shares.reduce((sum, each, at) => (at % T > Math.floor(at / T) ? sum + each : sum), 0) / T
}

/** For each letter 1 where the likeliest next one is the letter itself, else 0. */
function echoes(tokens: readonly string[], logits: Float32Array, vocabulary: readonly string[]): number[] {
  const V = vocabulary.length
  return tokens.map((token, t) => {
    const row = logits.subarray(t * V, (t + 1) * V)
    return vocabulary[row.indexOf(row.reduce((a, b) => Math.max(a, b)))] === token ? 1 : 0
  })
}

function silentOf(passes: readonly Pass[]): number {
  const layers = passes[0]!.inner.map((first, layer) => {
    const width = first.length / passes[0]!.tokens.length
    const speaks = new Uint8Array(width)
    for (const { inner } of passes)
      inner[layer]!.forEach((value, at) => {
        if (value > 0) speaks[at % width] = 1
      })
    return 1 - mean(speaks)
  })
  return mean(layers)
}

/** Cosines of each row [T,C] and the one after it. */
function likenesses(states: Float32Array, T: number): number[] {
  const C = states.length / T
  const row = (t: number) => states.subarray(t * C, (t + 1) * C)
  return Array.from({ length: T - 1 }, (_, t) => dot(row(t), row(t + 1)) / Math.sqrt(dot(row(t), row(t)) * dot(row(t + 1), row(t + 1))))
}

async function sizeOfMatrices(core: Pick<CoreApi, 'weights'>, model: ModelHandle, layers: number): Promise<number> {
  const block = (l: number) => ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj'].map((part) => `h.${l}.${part}.weight`)
  const names = ['tokens_embed.weight', 'positions_embed.weight', ...Array.from({ length: layers }, (_, l) => block(l)).flat()]
  const matrices = (await core.weights(model, names)).map(({ data }) => data)
  const count = matrices.reduce((sum, { length }) => sum + length, 0)
  return Math.sqrt(matrices.reduce((sum, data) => sum + dot(data, data), 0) / count)
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
