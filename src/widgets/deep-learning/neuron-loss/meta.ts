/** A neuron with one input, its loss over weight and bias, and the way down. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const UNITS = ['line', 'sigmoid'] as const
export type Unit = (typeof UNITS)[number]

/** "1:2, 2:3.5": pairs with a colon, and commas between them. */
const PAIR = /^\s*-?\d+(\.\d+)?\s*:\s*-?\d+(\.\d+)?\s*$/
export const isPoints = (text: string): boolean => text.split(',').every((pair) => PAIR.test(pair))

export const meta: WidgetMeta = {
  id: 'neuron-loss',
  title: 'A neuron and its loss',
  teaches: 'Two numbers make a neuron; each choice of them is a place on a landscape, and the gradient shows the way down.',
  params: v.strictObject({
    unit: v.optional(v.picklist(UNITS)),
    points: v.optional(v.pipe(v.string(), v.maxLength(400), v.check(isPoints, 'must be pairs like "1:2, 2:3.5"'))),
    weight: number(-20, 20),
    bias: number(-20, 20),
    rate: number(0, 100),
    steps: whole(0, 500),
  }),
  needs: [],
  readings: {
    weight: 'the weight where the ball lies',
    bias: 'the bias where it lies',
    loss: 'mean loss over the points: squared error of a line, cross-entropy in nats of a sigmoid',
    lowest: 'the least loss that the landscape shows',
    slope: 'length of the gradient where the ball lies',
    steps: 'steps taken',
  },
}

export interface NeuronLossParams {
  /** what the neuron does with w·x + b: nothing, or the sigmoid */
  unit?: Unit
  /** "x:y, x:y" */
  points?: string
  /** where the ball is put down */
  weight?: number
  bias?: number
  /** learning rate */
  rate?: number
  /** gradient steps from there */
  steps?: number
}
