/** A convolutional network on handwritten digits: one layer of small filters, pooling, and a linear layer; beside it the same without filters. */
import type * as tfjs from '@tensorflow/tfjs'
import { DIGITS, type Digits, SIDE, shifted, TEST } from '../core/data/digits/digits.ts'
import { CourseError } from '../core/errors.ts'
import { normal, streamKey, uniform } from '../core/random.ts'
import type { NetTools } from './backend.ts'

export interface CnnSpec {
  kind: 'cnn'
  /** 5 × 5 filters; 0 leaves the layer out, and every pixel goes straight to the ten scores */
  filters: number
  /** digits to learn from, the first of them; the last TEST are only measured on */
  examples: number
  learningRate: number
  /** of 16 digits each */
  steps: number
  /** of the first weights and of the batches */
  seed: number
}

/** All weights, row-major. A net without filters has empty ones, and a `dense` of [784,10]. */
export interface CnnWeights {
  /** [5,5,F] */
  filters: Float32Array
  /** [F] */
  filterBias: Float32Array
  /** [8,8,F,10] */
  dense: Float32Array
  /** [10] */
  denseBias: Float32Array
}

export interface CnnEvent {
  kind: 'cnn'
  step: number
  /** mean cross-entropy on the batches since the last event, nats per digit */
  trainLoss: number
  /** share of held-out digits that are told right; of the first 100 of them while it learns */
  testAccuracy: number
  weights: CnnWeights
}

export interface Mistake {
  image: Uint8Array
  label: number
  guess: number
  probability: number
}

export interface CnnResult extends CnnEvent {
  status: 'done' | 'stopped'
  parameters: number
  /** mean cross-entropy on all held-out digits, nats */
  testLoss: number
  /** the same digits moved SHIFT pixels to the right */
  shiftedAccuracy: number
  /** [10,10] row-major: how many held-out digits of a label (row) were taken for which (column) */
  confusion: number[]
  /** held-out digits that it gets wrong, the surest first, at most MISTAKES */
  mistakes: Mistake[]
  /** held-out digits, one a label, to look at */
  examples: { image: Uint8Array; label: number }[]
  backend: NetTools['backend']
}

export const FILTER = 5
/** Places of a filter along a side, 28 − 5 + 1, and what is left of them where the largest of 3 × 3 stays. */
export const MAP = SIDE - FILTER + 1
export const POOL = 3
export const POOLED = MAP / POOL

const BATCH = 16
export const SHIFT = 3
const MISTAKES = 12
const EVENT_MS = 100
/** A forward pass of this many digits at a time is small enough for any device. */
const CHUNK = 100

/** Adam on the mean cross-entropy. Leaves no tensor behind, also when it fails. */
export async function trainCnn(spec: CnnSpec, tools: NetTools, onEvent: (event: CnnEvent) => void): Promise<CnnResult> {
  check(spec)
  const digits = await tools.digits()
  const { tf } = tools
  const variables = initialWeights(tf, spec)
  const optimizer = tf.train.adam(spec.learningRate)
  const held = Array.from({ length: TEST }, (_, i) => DIGITS - TEST + i)
  try {
    let losses: number[] = []
    const look = async (step: number): Promise<CnnEvent> => {
      const { accuracy } = await score(tf, variables, digits, held.slice(0, CHUNK))
      const trainLoss = losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : Math.log(10)
      losses = []
      return { kind: 'cnn', step, trainLoss, testAccuracy: accuracy, weights: await read(variables) }
    }
    let last = await look(0)
    onEvent(last)
    let due = tools.now() + EVENT_MS
    for (let step = 1; step <= spec.steps; step++) {
      losses.push(await descend(tf, optimizer, variables, digits, batchOf(spec, step)))
      const stopping = tools.stopped()
      if (tools.now() >= due || step === spec.steps || stopping) {
        last = await look(step)
        onEvent(last)
        // measuring takes its time too: at least as much is left for learning
        due = tools.now() + Math.max(EVENT_MS, 4 * (tools.now() - due))
        await tools.yieldToMessages()
      }
      if (stopping) break
    }
    if (!Number.isFinite(last.trainLoss)) {
      throw new CourseError(
        'not-a-number',
        `At a learning rate of ${spec.learningRate} the loss is no longer a number.`,
        'Try a tenth of it.',
      )
    }
    return {
      ...last,
      ...(await examine(tf, variables, digits, held)),
      status: last.step < spec.steps ? 'stopped' : 'done',
      parameters: parametersOf(spec),
      backend: tools.backend,
    }
  } finally {
    optimizer.dispose()
    for (const variable of Object.values(variables)) variable?.dispose()
  }
}

/** Weights and biases of both layers. */
export const parametersOf = ({ filters: F }: Pick<CnnSpec, 'filters'>): number =>
  (F > 0 ? FILTER * FILTER * F + F + inputsOf(F) * 10 : SIDE * SIDE * 10) + 10

/** Numbers that the linear layer reads. */
const inputsOf = (F: number): number => (F > 0 ? POOLED * POOLED * F : SIDE * SIDE)

type Variables = {
  filters: tfjs.Variable<tfjs.Rank.R2> | null
  filterBias: tfjs.Variable<tfjs.Rank.R1> | null
  dense: tfjs.Variable<tfjs.Rank.R2>
  denseBias: tfjs.Variable<tfjs.Rank.R1>
}

/** Normal with variance 2/in before ReLU (He et al. 2015) and 1/in before softmax; the same on every device. */
function initialWeights(tf: NetTools['tf'], { filters: F, seed }: CnnSpec): Variables {
  const draw = (rows: number, columns: number, scale: number, layer: number): tfjs.Variable<tfjs.Rank.R2> => {
    const key = streamKey(seed, layer, 4)
    const values = Float32Array.from({ length: rows * columns }, (_, i) => normal(key, i) * scale)
    return tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, columns])))
  }
  const zeros = (size: number): tfjs.Variable<tfjs.Rank.R1> => tf.tidy(() => tf.variable(tf.zeros<tfjs.Rank.R1>([size])))
  const inputs = inputsOf(F)
  return {
    filters: F > 0 ? draw(FILTER * FILTER, F, Math.sqrt(2) / FILTER, 0) : null,
    filterBias: F > 0 ? zeros(F) : null,
    dense: draw(inputs, 10, 1 / Math.sqrt(inputs), 1),
    denseBias: zeros(10),
  }
}

/** Digits drawn with replacement from the examples. */
function batchOf({ seed, examples }: CnnSpec, step: number): number[] {
  const key = streamKey(seed, step, 5)
  return Array.from({ length: BATCH }, (_, i) => Math.floor(uniform(key, i) * examples))
}

const imageOf = ({ pixels }: Digits, i: number): Uint8Array => pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE)

/**
 * What the first layer reads, [N·24·24, 25]: every 5 × 5 patch as a row, so that a convolution is one matrix product.
 * Cutting patches needs no gradient, and a product is what every backend does fast. Without filters: the pixels, [N, 784].
 */
function inputOf(tf: NetTools['tf'], images: readonly Uint8Array[], withFilters: boolean): tfjs.Tensor2D {
  if (!withFilters) {
    const flat = new Float32Array(images.length * SIDE * SIDE)
    for (const [n, image] of images.entries())
      flat.set(
        Float32Array.from(image, (value) => value / 255),
        n * SIDE * SIDE,
      )
    return tf.tensor2d(flat, [images.length, SIDE * SIDE])
  }
  const patches = new Float32Array(images.length * MAP * MAP * FILTER * FILTER)
  let at = 0
  for (const image of images) {
    for (let row = 0; row < MAP; row++) {
      for (let column = 0; column < MAP; column++) {
        for (let i = 0; i < FILTER; i++) {
          for (let j = 0; j < FILTER; j++) patches[at++] = image[(row + i) * SIDE + column + j]! / 255
        }
      }
    }
  }
  return tf.tensor2d(patches, [images.length * MAP * MAP, FILTER * FILTER])
}

/** Input of N digits → scores [N,10]. */
function forward(tf: NetTools['tf'], { filters, filterBias, dense, denseBias }: Variables, x: tfjs.Tensor2D, N: number): tfjs.Tensor2D {
  if (!filters || !filterBias) return x.matMul<tfjs.Tensor2D>(dense).add(denseBias)
  const F = filters.shape[1]
  const maps = x.matMul<tfjs.Tensor2D>(filters).add(filterBias).relu().reshape<tfjs.Tensor4D>([N, MAP, MAP, F])
  const pooled = tf.maxPool(maps, POOL, POOL, 'valid')
  return pooled
    .reshape<tfjs.Tensor2D>([N, inputsOf(F)])
    .matMul<tfjs.Tensor2D>(dense)
    .add(denseBias)
}

const labelsOf = (tf: NetTools['tf'], { labels }: Digits, chosen: readonly number[]): tfjs.Tensor2D =>
  tf.tidy(() =>
    tf
      .oneHot(
        tf.tensor1d(
          chosen.map((i) => labels[i]!),
          'int32',
        ),
        10,
      )
      .cast<tfjs.Tensor2D>('float32'),
  )

async function descend(
  tf: NetTools['tf'],
  optimizer: tfjs.Optimizer,
  variables: Variables,
  digits: Digits,
  chosen: readonly number[],
): Promise<number> {
  const x = inputOf(
    tf,
    chosen.map((i) => imageOf(digits, i)),
    variables.filters !== null,
  )
  const y = labelsOf(tf, digits, chosen)
  const cost = optimizer.minimize(() => tf.losses.softmaxCrossEntropy(y, forward(tf, variables, x, chosen.length)) as tfjs.Scalar, true)!
  const [loss] = await cost.data()
  tf.dispose([x, y, cost])
  return loss!
}

/** Shares of chosen digits, [N,10] row-major. */
async function sharesOf(tf: NetTools['tf'], variables: Variables, images: readonly Uint8Array[]): Promise<Float32Array> {
  const shares = new Float32Array(images.length * 10)
  for (let from = 0; from < images.length; from += CHUNK) {
    const some = images.slice(from, from + CHUNK)
    const x = inputOf(tf, some, variables.filters !== null)
    const y = tf.tidy(() => forward(tf, variables, x, some.length).softmax())
    shares.set(await y.data(), from * 10)
    tf.dispose([x, y])
  }
  return shares
}

const best = (shares: Float32Array): number => shares.indexOf(shares.reduce((a, b) => Math.max(a, b)))

async function score(tf: NetTools['tf'], variables: Variables, digits: Digits, chosen: readonly number[], right = 0) {
  const images = chosen.map((i) => (right === 0 ? imageOf(digits, i) : shifted(imageOf(digits, i), right, 0)))
  const shares = await sharesOf(tf, variables, images)
  const told = chosen.map((digit, n) => {
    const own = shares.subarray(10 * n, 10 * n + 10)
    const [label, guess] = [digits.labels[digit]!, best(own)]
    return { image: Uint8Array.from(images[n]!), label, guess, probability: own[guess]!, loss: -Math.log(Math.max(own[label]!, 1e-30)) }
  })
  return {
    told,
    accuracy: told.filter(({ label, guess }) => label === guess).length / told.length,
    loss: told.reduce((sum, { loss }) => sum + loss, 0) / told.length,
  }
}

async function examine(tf: NetTools['tf'], variables: Variables, digits: Digits, held: readonly number[]) {
  const { told, accuracy, loss } = await score(tf, variables, digits, held)
  const confusion = new Array<number>(100).fill(0)
  for (const { label, guess } of told) confusion[10 * label + guess]!++
  const mistakes = told
    .filter(({ label, guess }) => label !== guess)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, MISTAKES)
    .map(({ image, label, guess, probability }) => ({ image, label, guess, probability }))
  return {
    testAccuracy: accuracy,
    testLoss: loss,
    shiftedAccuracy: (await score(tf, variables, digits, held, SHIFT)).accuracy,
    confusion,
    mistakes,
    examples: told.slice(0, 10).map(({ image, label }) => ({ image, label })),
  }
}

async function read({ filters, filterBias, dense, denseBias }: Variables): Promise<CnnWeights> {
  const numbers = async (tensor: tfjs.Tensor | null) => (tensor ? Float32Array.from(await tensor.data()) : new Float32Array(0))
  return {
    filters: await numbers(filters),
    filterBias: await numbers(filterBias),
    dense: await numbers(dense),
    denseBias: await numbers(denseBias),
  }
}

function check({ filters, examples, learningRate, steps }: CnnSpec): void {
  const whole = (value: number, low: number, high: number): boolean => Number.isInteger(value) && value >= low && value <= high
  if (!whole(filters, 0, 16))
    throw new CourseError('bad-config', `${filters} filters are asked for.`, 'Use 1 to 16, or 0 to leave the layer out.')
  if (!whole(examples, 10, DIGITS - TEST))
    throw new CourseError('bad-config', `${examples} digits to learn from are asked for.`, `Use 10 to ${DIGITS - TEST}.`)
  if (!(learningRate > 0 && Number.isFinite(learningRate)))
    throw new CourseError('bad-config', `The learning rate is ${learningRate}.`, 'Use a number above 0, such as 0.01.')
  if (!whole(steps, 1, 5000)) throw new CourseError('bad-config', `${steps} steps are asked for.`, 'Use 1 to 5,000.')
}
