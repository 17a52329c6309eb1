/** A character LSTM (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), and how far back its gradient reaches. */
import type * as tfjs from '@tensorflow/tfjs'
import { makeTokenizer } from '../core/data/chooseTokenizer.ts'
import { checkCorpus, prepareCorpus } from '../core/data/corpus.ts'
import { CourseError } from '../core/errors.ts'
import { normal, streamKey, uniform } from '../core/random.ts'
import { learningRateAt } from '../core/schedule.ts'
import type { NetTools } from './backend.ts'

export interface LstmSpec {
  kind: 'lstm'
  /** learned from in its first nine tenths, measured on in the last, by characters as the core cuts them */
  text: string
  /** numbers in h and in c, H */
  width: number
  /** characters in a window, T: how far the gradient goes back */
  time: number
  batch: number
  /** at the top of the schedule: warm-up over a tenth of the steps, then down along a cosine, as the core trains */
  learningRate: number
  steps: number
  /** what the forget gate's bias is at the start */
  forgetBias: number
  seed: number
}

export interface LstmEvent {
  kind: 'lstm'
  step: number
  /** mean cross-entropy on the batches since the last event, nats per character */
  trainLoss: number
}

export interface LstmResult extends LstmEvent {
  status: 'done' | 'stopped'
  parameters: number
  /** on windows of the held-out part */
  bitsPerCharacter: number
  /**
   * Norm of the gradient of the last character's loss, by distance back from it, mean over held-out windows: at h, and at c.
   * Each is the whole gradient, along every way from there to the end.
   */
  reach: { h: number[]; c: number[] }
  backend: NetTools['backend']
}

/** Windows that the reach and the bits are measured on. */
export const WINDOWS = 16
const EVENT_MS = 100
const CLIP = 1

/** Adam on the mean cross-entropy, on the schedule of the core's runs; the state is zero at the start of every window. Leaves no tensor behind, also when it fails. */
export async function trainLstm(spec: LstmSpec, tools: NetTools, onEvent: (event: LstmEvent) => void): Promise<LstmResult> {
  check(spec)
  const { time } = spec
  const tokenizer = makeTokenizer('char', spec.text)
  const corpus = prepareCorpus(spec.text, tokenizer)
  checkCorpus(corpus, time)
  const { tf } = tools
  const weights = initialWeights(tf, spec, tokenizer.size)
  const optimizer = tf.train.adam(spec.learningRate)
  try {
    let losses: number[] = []
    let last: LstmEvent = { kind: 'lstm', step: 0, trainLoss: Math.log(tokenizer.size) }
    onEvent(last)
    let due = tools.now() + EVENT_MS
    for (let step = 1; step <= spec.steps; step++) {
      const { inputs, targets } = cut(corpus.train, startsOf(spec, step, corpus.train.length), time)
      const cost = descend(tf, optimizer, weights, rateAt(spec, step), () => lossOf(tf, weights, inputs, targets, time))
      losses.push((await cost.data())[0]!)
      cost.dispose()
      const stopping = tools.stopped()
      if (tools.now() >= due || step === spec.steps || stopping) {
        last = { kind: 'lstm', step, trainLoss: losses.reduce((sum, loss) => sum + loss, 0) / losses.length }
        losses = []
        onEvent(last)
        due = tools.now() + EVENT_MS
        await tools.yieldToMessages()
      }
      if (stopping) break
    }
    const { inputs, targets } = cut(corpus.validation, evenStarts(corpus.validation.length, time), time)
    const loss = tf.tidy(() => lossOf(tf, weights, inputs, targets, time))
    const [nats] = await loss.data()
    loss.dispose()
    if (!Number.isFinite(nats!)) {
      throw new CourseError(
        'not-a-number',
        `At a learning rate of ${spec.learningRate} the loss is no longer a number.`,
        'Try a tenth of it.',
      )
    }
    const { embed, state, bias, head, headBias } = weights
    const parameters = [embed, state, bias, head, headBias].reduce((sum, { size }) => sum + size, 0)
    const reach = await reachOf(tf, weights, inputs, targets, time)
    return {
      ...last,
      status: last.step < spec.steps ? 'stopped' : 'done',
      parameters,
      bitsPerCharacter: nats! / Math.LN2,
      reach,
      backend: tools.backend,
    }
  } finally {
    optimizer.dispose()
    for (const weight of Object.values(weights)) weight.dispose()
  }
}

const rateAt = ({ learningRate, steps }: LstmSpec, step: number): number =>
  learningRateAt(step, { learningRate, warmup: Math.ceil(steps / 10), steps })

/** One step of Adam; a gradient longer than CLIP, over all weights together, is made that long first. */
function descend(tf: NetTools['tf'], optimizer: tfjs.AdamOptimizer, weights: Weights, rate: number, loss: () => tfjs.Scalar): tfjs.Scalar {
  return tf.tidy(() => {
    const { value, grads } = tf.variableGrads(loss, Object.values(weights))
    const norm = tf.addN(Object.values(grads).map((gradient) => gradient.square().sum())).sqrt()
    const scale = tf.minimum(1, tf.div(CLIP, tf.maximum(norm, 1e-12)))
    const clipped = Object.fromEntries(Object.entries(grads).map(([name, gradient]) => [name, gradient.mul(scale)]))
    // tfjs reads the rate at each step, but offers no way to set it
    Object.assign(optimizer, { learningRate: rate })
    optimizer.applyGradients(clipped)
    return value
  })
}

interface Weights {
  /** the gates' share of each character, [V,4H]: input, forget, candidate, output */
  embed: tfjs.Variable<tfjs.Rank.R2>
  /** [H,4H] */
  state: tfjs.Variable<tfjs.Rank.R2>
  /** [4H] */
  bias: tfjs.Variable<tfjs.Rank.R1>
  /** [H,V] */
  head: tfjs.Variable<tfjs.Rank.R2>
  headBias: tfjs.Variable<tfjs.Rank.R1>
}

function initialWeights(tf: NetTools['tf'], { width: H, seed, forgetBias }: LstmSpec, V: number): Weights {
  const draw = (rows: number, columns: number, layer: number): tfjs.Variable<tfjs.Rank.R2> => {
    const key = streamKey(seed, layer, 6)
    const values = Float32Array.from({ length: rows * columns }, (_, i) => normal(key, i) / Math.sqrt(H))
    return tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, columns])))
  }
  const bias = Float32Array.from({ length: 4 * H }, (_, i) => (i >= H && i < 2 * H ? forgetBias : 0))
  return {
    embed: draw(V, 4 * H, 0),
    state: draw(H, 4 * H, 1),
    head: draw(H, V, 2),
    bias: tf.tidy(() => tf.variable(tf.tensor1d(bias))),
    headBias: tf.tidy(() => tf.variable(tf.zeros<tfjs.Rank.R1>([V]))),
  }
}

/** Where a batch's windows begin. */
function startsOf({ seed, batch, time }: LstmSpec, step: number, length: number): number[] {
  const key = streamKey(seed, step, 7)
  return Array.from({ length: batch }, (_, i) => Math.floor(uniform(key, i) * (length - time)))
}

const evenStarts = (length: number, time: number): number[] =>
  Array.from({ length: WINDOWS }, (_, i) => Math.floor((i * (length - time - 1)) / (WINDOWS - 1)))

/** Windows by time: [T·B], every window's first character, then every window's second …, and the characters after them. */
function cut(tokens: Int32Array, starts: readonly number[], time: number): { inputs: Int32Array; targets: Int32Array } {
  const at = (offset: number) =>
    Int32Array.from(
      { length: time * starts.length },
      (_, i) => tokens[starts[i % starts.length]! + Math.floor(i / starts.length) + offset]!,
    )
  return { inputs: at(0), targets: at(1) }
}

/** What may be added to the states on the way, [T,B,H] each: their gradients are those of the states. */
interface Nudges {
  h: tfjs.Tensor3D
  c: tfjs.Tensor3D
}

/** ids [T·B] → every state h, one [B,H] a character */
function unroll(tf: NetTools['tf'], { embed, state, bias }: Weights, ids: Int32Array, time: number, nudges?: Nudges): tfjs.Tensor2D[] {
  const [B, H] = [ids.length / time, state.shape[0]]
  const V = embed.shape[0]
  const given = tf.oneHot(tf.tensor1d(ids, 'int32'), V).cast<tfjs.Tensor2D>('float32').matMul<tfjs.Tensor2D>(embed).add<tfjs.Tensor2D>(bias)
  const nudge = (all: tfjs.Tensor3D, t: number): tfjs.Tensor2D => all.slice([t, 0, 0], [1, B, H]).reshape([B, H])
  let h = tf.zeros<tfjs.Rank.R2>([B, H])
  let c = tf.zeros<tfjs.Rank.R2>([B, H])
  return Array.from({ length: time }, (_, t) => {
    const gates = given.slice([t * B, 0], [B, 4 * H]).add<tfjs.Tensor2D>(h.matMul(state))
    const [input, forget, candidate, output] = tf.split(gates, 4, 1) as [tfjs.Tensor2D, tfjs.Tensor2D, tfjs.Tensor2D, tfjs.Tensor2D]
    // what was kept, and what is new
    c = forget.sigmoid().mul<tfjs.Tensor2D>(c).add<tfjs.Tensor2D>(input.sigmoid().mul(candidate.tanh()))
    if (nudges) c = c.add(nudge(nudges.c, t))
    h = output.sigmoid().mul<tfjs.Tensor2D>(c.tanh())
    if (nudges) h = h.add(nudge(nudges.h, t))
    return h
  })
}

const logitsOf = ({ head, headBias }: Weights, h: tfjs.Tensor2D): tfjs.Tensor2D => h.matMul<tfjs.Tensor2D>(head).add(headBias)

/** Mean over all characters. */
function lossOf(tf: NetTools['tf'], weights: Weights, inputs: Int32Array, targets: Int32Array, time: number): tfjs.Scalar {
  const y = tf.oneHot(tf.tensor1d(targets, 'int32'), weights.embed.shape[0])
  return tf.losses.softmaxCrossEntropy(y, logitsOf(weights, tf.concat(unroll(tf, weights, inputs, time), 0))) as tfjs.Scalar
}

async function reachOf(
  tf: NetTools['tf'],
  weights: Weights,
  inputs: Int32Array,
  targets: Int32Array,
  time: number,
): Promise<{ h: number[]; c: number[] }> {
  const [B, H] = [inputs.length / time, weights.state.shape[0]]
  const norms = tf.tidy(() => {
    const none = tf.zeros<tfjs.Rank.R3>([time, B, H])
    const y = tf.oneHot(tf.tensor1d(targets.slice(-B), 'int32'), weights.embed.shape[0])
    // the sum over windows: each window's gradient is then its own
    const lastLoss = (h: tfjs.Tensor, c: tfjs.Tensor) => {
      const states = unroll(tf, weights, inputs, time, { h: h as tfjs.Tensor3D, c: c as tfjs.Tensor3D })
      return tf.losses.softmaxCrossEntropy(y, logitsOf(weights, states.at(-1)!), undefined, undefined, tf.Reduction.SUM) as tfjs.Scalar
    }
    return tf
      .grads(lastLoss)([none, none.clone()])
      .map((gradient) => gradient.square().sum(2).sqrt().mean(1))
  })
  const [h, c] = await Promise.all(norms.map(async (norm) => Array.from(await norm.data()).reverse()))
  tf.dispose(norms)
  return { h: h!, c: c! }
}

function check({ width, time, batch, steps, learningRate, forgetBias }: LstmSpec): void {
  const refuse = (message: string, hint: string): never => {
    throw new CourseError('bad-config', message, hint)
  }
  const whole = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high
  if (!whole(width, 1, 128)) refuse(`A state of ${width} numbers is asked for.`, 'Use 1 to 128.')
  if (!whole(time, 2, 128)) refuse(`Windows of ${time} characters are asked for.`, 'Use 2 to 128.')
  if (!whole(batch, 1, 64)) refuse(`A batch of ${batch} windows is asked for.`, 'Use 1 to 64.')
  if (!whole(steps, 1, 5000)) refuse(`${steps} steps are asked for.`, 'Use 1 to 5,000.')
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    refuse(`The learning rate is ${learningRate}.`, 'Use a number above 0, such as 0.01.')
  if (!Number.isFinite(forgetBias)) refuse(`The forget gate’s bias is ${forgetBias}.`, 'Use a number such as 1.')
}
