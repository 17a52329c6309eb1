/** A neuron with one input, its loss over weight and bias, and the way down. */
import { isPoints, UNITS } from './neuron.ts'
import { readingsOf } from './readings.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'neuron-loss',
  title: 'A neuron and its loss',
  teaches: 'Two numbers make a neuron; each choice of them is a place on a landscape, and the gradient shows the way down.',
  params: {
    unit: choice(UNITS),
    points: v.optional(v.pipe(v.string(), v.maxLength(400), v.check(isPoints, 'must be pairs like "1:2, 2:3.5"'))),
    weight: number(-20, 20),
    bias: number(-20, 20),
    rate: number(0, 100),
    steps: whole(0, 500),
  },
  readings: {
    weight: 'the weight where the ball lies',
    bias: 'the bias where it lies',
    loss: 'mean loss over the points: squared error of a line, cross-entropy in nats of a sigmoid',
    lowest: 'the least loss that the landscape shows',
    slope: 'length of the gradient where the ball lies',
    steps: 'steps taken',
  },
  /** what is left out depends on the unit */
  derive: (params) => readingsOf(params),
  readingsOf: (readings) => readings,
})
