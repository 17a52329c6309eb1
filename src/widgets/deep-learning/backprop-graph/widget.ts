/** One neuron and its loss as a graph: values forwards, gradients backwards, and a nudge to check them. */
import { DEFAULTS, readingsOf, UNITS } from './graph.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number } from '../../frame/params.ts'

export default defineWidget({
  id: 'backprop-graph',
  title: 'Forwards and backwards',
  teaches: 'Each node knows only its own slope; multiplied along the way back, these slopes make every gradient.',
  params: {
    unit: choice(UNITS),
    w1: number(-5, 5),
    x1: number(-5, 5),
    w2: number(-5, 5),
    x2: number(-5, 5),
    b: number(-5, 5),
    y: number(-5, 5),
  },
  readings: {
    loss: '(a − y)²',
    gradW1: '∂L/∂w₁',
    gradW2: '∂L/∂w₂',
    gradB: '∂L/∂b',
    largestGradient: 'the largest of the three in size',
  },
  defaults: DEFAULTS,
  derive: (leaves) => readingsOf(leaves),
  readingsOf: (readings) => readings,
})
