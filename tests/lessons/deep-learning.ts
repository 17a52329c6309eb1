/** The numeric answers of the first lessons on deep learning, computed again by the code that the lessons run. */
import { adamW } from '../../src/core/ops/adamw/reference.ts'
import { parametersOf } from '../../src/nets/mlp.ts'
import { compute } from '../../src/widgets/deep-learning/backprop-graph/graph.ts'
import { descend, lossOf } from '../../src/widgets/deep-learning/neuron-loss/neuron.ts'
import type { Answers } from '../support/answers.ts'

/** How far Adam's first step goes. */
export function firstStep(gradient: number, learningRate: number): number {
  const weights = Float64Array.of(0)
  const settings = { learningRate, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, clip: 0, step: 1, decayUntil: 0 }
  adamW(weights, Float64Array.of(gradient), new Float64Array(1), new Float64Array(1), 0, settings)
  return -weights[0]!
}

/** dL/dw₁ of (w·x − y)²; above zero ReLU is no activation at all. */
export const gradientOf = (w1: number, x1: number, y: number): number =>
  compute({ unit: 'relu', w1, x1, w2: 0, x2: 0, b: 0, y }).get('w1')!.gradient

/** The rate at which 1,000 steps of plain descent on c·y²/2 neither shrink nor grow, by bisection. */
function limitOf(curvature: number): number {
  let [low, high] = [1e-6, 1]
  for (let i = 0; i < 60; i++) {
    const rate = (low + high) / 2
    let y = 1
    for (let step = 0; step < 1000 && Number.isFinite(y); step++) y -= rate * curvature * y
    if (Math.abs(y) > 1) high = rate
    else low = rate
  }
  return low
}

export const answers: Answers = {
  'deep-learning/a-neuron-and-a-loss#error': () => lossOf('line', { weight: 2, bias: 1 }, [{ x: 3, y: 10 }]),
  // one point at x = 1: the slope of the weight is 2 · (w + b − y), so y is chosen to make it 4
  'deep-learning/a-neuron-and-a-loss#update': () =>
    descend({ unit: 'line', points: '1:-0.5', weight: 1.5, bias: 0, rate: 0.1, steps: 1 })[1]!.weight,
  'deep-learning/neural-networks#parameters': () => parametersOf({ hidden: [4, 3] }),
  'deep-learning/backpropagation#by-hand': () => gradientOf(3, 2, 4),
  'deep-learning/optimizers#limit': () => limitOf(50),
  'deep-learning/optimizers#first-step': () => firstStep(400, 0.001),
}
