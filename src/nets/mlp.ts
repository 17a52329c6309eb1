/** A multilayer perceptron on points of a plane: it learns to tell two classes apart, and shows what each unit makes of every place. */
import type * as tfjs from '@tensorflow/tfjs'
import { makePoints, type PointsSpec } from '../core/data/points.ts'
import { CourseError } from '../core/errors.ts'
import { normal, streamKey } from '../core/random.ts'
import type { NetTools } from './backend.ts'

export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'none'] as const
export type Activation = (typeof ACTIVATIONS)[number]

export interface MlpSpec {
  kind: 'mlp'
  data: PointsSpec
  /** units of each hidden layer; none at all is a single neuron */
  hidden: readonly number[]
  activation: Activation
  learningRate: number
  steps: number
  /** of the first weights */
  seed: number
}

export interface MlpEvent {
  kind: 'mlp'
  step: number
  /** mean cross-entropy, nats per point */
  trainLoss: number
  testLoss: number
  /** shares of the points on the right side */
  trainAccuracy: number
  testAccuracy: number
  /** probability of class 1 over the square −LIMIT … LIMIT, [GRID, GRID] row-major, the first row at the top */
  surface: Float32Array
  /** each hidden unit's activation over the same square, by layer and unit */
  units: Float32Array[][]
  /** weights and biases as they are at this step, the output's last */
  layers: MlpLayer[]
}

export interface MlpLayer {
  /** [in, out] row-major */
  w: Float32Array
  /** [out] */
  b: Float32Array
}

export interface MlpResult extends Omit<MlpEvent, 'surface' | 'units' | 'layers'> {
  status: 'done' | 'stopped'
  parameters: number
  backend: NetTools['backend']
}

/** Cells along each side of the surfaces, and the half-width of the square. */
export const GRID = 40
export const LIMIT = 1.2

/** Two points are learned from, the third is only measured on. */
const isTest = (i: number): boolean => i % 6 > 3

/** A first event at step 0, then at most about ten a second, then the last. */
const EVENT_MS = 100
const MAX_LAYERS = 4
const MAX_WIDTH = 16

/** Full-batch Adam on the mean cross-entropy. Leaves no tensor behind, also when it fails. */
export async function trainMlp(spec: MlpSpec, tools: NetTools, onEvent: (event: MlpEvent) => void): Promise<MlpResult> {
  check(spec)
  const { tf } = tools
  const weights = initialWeights(tf, spec)
  const optimizer = tf.train.adam(spec.learningRate)
  const sets = datasets(tf, spec)
  try {
    const loss = (x: tfjs.Tensor2D, y: tfjs.Tensor2D) => tf.losses.sigmoidCrossEntropy(y, forward(spec, weights, x).logits) as tfjs.Scalar
    const look = async (step: number): Promise<MlpEvent> => {
      const [train, test] = [await score(tf, spec, weights, sets.train), await score(tf, spec, weights, sets.test)]
      const surfaces = await surfacesOf(tf, spec, weights, sets.grid)
      return {
        kind: 'mlp',
        step,
        trainLoss: train.loss,
        trainAccuracy: train.accuracy,
        testLoss: test.loss,
        testAccuracy: test.accuracy,
        ...surfaces,
        layers: await numbersOf(weights),
      }
    }
    let last = await look(0)
    onEvent(last)
    let due = tools.now() + EVENT_MS
    for (let step = 1; step <= spec.steps; step++) {
      optimizer.minimize(
        () => loss(sets.train.x, sets.train.y),
        false,
        weights.flatMap(({ w, b }) => [w, b]),
      )
      const stopping = tools.stopped()
      if (tools.now() >= due || step === spec.steps || stopping) {
        last = await look(step)
        onEvent(last)
        due = tools.now() + EVENT_MS
        await tools.yieldToMessages()
      }
      if (stopping) break
    }
    const { surface: _, units: __, layers: ___, ...numbers } = last
    if (!Number.isFinite(numbers.trainLoss)) {
      throw new CourseError(
        'not-a-number',
        `At a learning rate of ${spec.learningRate} the loss is no longer a number.`,
        'Try a tenth of it.',
      )
    }
    return { ...numbers, status: numbers.step < spec.steps ? 'stopped' : 'done', parameters: parametersOf(spec), backend: tools.backend }
  } finally {
    optimizer.dispose()
    tf.dispose([weights, sets])
  }
}

/** Weights and biases of all layers. */
export function parametersOf({ hidden }: Pick<MlpSpec, 'hidden'>): number {
  const widths = [2, ...hidden, 1]
  return widths.slice(1).reduce((sum, out, layer) => sum + (widths[layer]! + 1) * out, 0)
}

/** [in, out], and [out] */
type Layer = { w: tfjs.Variable<tfjs.Rank.R2>; b: tfjs.Variable<tfjs.Rank.R1> }

/** Normal with standard deviation 1/√in; of all seeds, layer by layer, the same on every device. */
function initialWeights(tf: NetTools['tf'], { hidden, seed }: MlpSpec): Layer[] {
  const widths = [2, ...hidden, 1]
  return widths.slice(1).map((out, layer) => {
    const inputs = widths[layer]!
    const key = streamKey(seed, layer, 3)
    const values = Float32Array.from({ length: inputs * out }, (_, i) => normal(key, i) / Math.sqrt(inputs))
    return tf.tidy(() => ({ w: tf.variable(tf.tensor2d(values, [inputs, out])), b: tf.variable(tf.zeros<tfjs.Rank.R1>([out])) }))
  })
}

function forward({ activation }: MlpSpec, layers: readonly Layer[], x: tfjs.Tensor2D): { logits: tfjs.Tensor2D; hidden: tfjs.Tensor2D[] } {
  const hidden: tfjs.Tensor2D[] = []
  let h = x
  layers.forEach(({ w, b }, i) => {
    h = h.matMul<tfjs.Tensor2D>(w).add(b)
    if (i === layers.length - 1) return
    h = activation === 'none' ? h : h[activation]()
    hidden.push(h)
  })
  return { logits: h, hidden }
}

type Labelled = { x: tfjs.Tensor2D; y: tfjs.Tensor2D }

function datasets(tf: NetTools['tf'], { data }: MlpSpec): { train: Labelled; test: Labelled; grid: tfjs.Tensor2D } {
  const { x, y } = makePoints(data)
  const pick = (test: boolean): Labelled => {
    const chosen = Array.from(y.keys()).filter((i) => isTest(i) === test)
    return {
      x: tf.tensor2d(
        chosen.flatMap((i) => [x[2 * i]!, x[2 * i + 1]!]),
        [chosen.length, 2],
      ),
      y: tf.tensor2d(
        chosen.map((i) => y[i]!),
        [chosen.length, 1],
      ),
    }
  }
  const at = (cell: number): number => LIMIT * ((2 * (cell + 0.5)) / GRID - 1)
  const cells = Array.from({ length: GRID * GRID }, (_, i) => [at(i % GRID), -at(Math.floor(i / GRID))])
  return { train: pick(false), test: pick(true), grid: tf.tensor2d(cells.flat(), [GRID * GRID, 2]) }
}

async function score(
  tf: NetTools['tf'],
  spec: MlpSpec,
  layers: readonly Layer[],
  { x, y }: Labelled,
): Promise<{ loss: number; accuracy: number }> {
  const both = tf.tidy(() => {
    const { logits } = forward(spec, layers, x)
    const right = logits.greater(0).equal(y.greater(0.5)).cast('float32').mean()
    return tf.stack([tf.losses.sigmoidCrossEntropy(y, logits), right])
  })
  const [loss, accuracy] = await both.data()
  both.dispose()
  return { loss: loss!, accuracy: accuracy! }
}

async function surfacesOf(
  tf: NetTools['tf'],
  spec: MlpSpec,
  layers: readonly Layer[],
  grid: tfjs.Tensor2D,
): Promise<Pick<MlpEvent, 'surface' | 'units'>> {
  const [out, ...hidden] = tf.tidy(() => {
    const { logits, hidden } = forward(spec, layers, grid)
    return [logits.sigmoid(), ...hidden.map((h) => h.transpose())]
  })
  const surface = (await out!.data()) as Float32Array
  const units = await Promise.all(
    hidden.map(async (h) => {
      const flat = await h.data()
      return Array.from({ length: h.shape[0]! }, (_, unit) => Float32Array.from(flat.slice(unit * GRID * GRID, (unit + 1) * GRID * GRID)))
    }),
  )
  tf.dispose([out!, ...hidden])
  return { surface: Float32Array.from(surface), units }
}

const numbersOf = (layers: readonly Layer[]): Promise<MlpLayer[]> =>
  Promise.all(layers.map(async ({ w, b }) => ({ w: Float32Array.from(await w.data()), b: Float32Array.from(await b.data()) })))

function check({ hidden, data, learningRate, steps }: MlpSpec): void {
  if (hidden.length > MAX_LAYERS || hidden.some((width) => !(Number.isInteger(width) && width >= 1 && width <= MAX_WIDTH))) {
    throw new CourseError(
      'bad-config',
      `Hidden layers of ${hidden.join(', ')} units are asked for.`,
      `Use at most ${MAX_LAYERS} layers of 1 to ${MAX_WIDTH} units.`,
    )
  }
  if (!(Number.isInteger(data.count) && data.count >= 6 && data.count <= 1000)) {
    throw new CourseError('bad-config', `${data.count} points are asked for.`, 'Use 6 to 1,000.')
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new CourseError('bad-config', `The learning rate is ${learningRate}.`, 'Use a number above 0, such as 0.03.')
  }
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new CourseError('bad-config', `${steps} steps are asked for.`, 'Use a whole number of at least 1.')
}
