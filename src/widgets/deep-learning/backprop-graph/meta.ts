/** One neuron and its loss as a graph: values forwards, gradients backwards, and a nudge to check them. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number } from '../../frame/numbers.ts'

export const UNITS = ['tanh', 'relu', 'sigmoid'] as const
export const LEAVES = ['w1', 'x1', 'w2', 'x2', 'b', 'y'] as const
export type Leaf = (typeof LEAVES)[number]

export const meta: WidgetMeta = {
  id: 'backprop-graph',
  title: 'Forwards and backwards',
  teaches: 'Each node knows only its own slope; multiplied along the way back, these slopes make every gradient.',
  params: v.strictObject({
    unit: v.optional(v.picklist(UNITS)),
    w1: number(-5, 5),
    x1: number(-5, 5),
    w2: number(-5, 5),
    x2: number(-5, 5),
    b: number(-5, 5),
    y: number(-5, 5),
  }),
  needs: [],
  readings: {
    loss: '(a − y)²',
    gradW1: '∂L/∂w₁',
    gradW2: '∂L/∂w₂',
    gradB: '∂L/∂b',
    largestGradient: 'the largest of the three in size',
  },
}

export type BackpropParams = Partial<Record<Leaf, number>> & { unit?: (typeof UNITS)[number] }
