/** A multilayer perceptron that learns to tell two classes of points apart, trained by tfjs in the worker. */
import * as v from 'valibot'
import { POINT_SETS, type PointSet } from '../../../core/data/points.ts'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'none'] as const

export const meta: WidgetMeta = {
  id: 'mlp-playground',
  title: 'A network on a plane',
  teaches: 'Each hidden unit draws one border; the next layer adds borders up to a shape that none of them has.',
  params: v.strictObject({
    data: v.optional(v.picklist(POINT_SETS)),
    noise: number(0, 0.5),
    hidden: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^(none|([1-9]|1[0-6])(,([1-9]|1[0-6])){0,3})$/, 'must be "none", or up to four widths of 1 to 16: "4,3"'),
      ),
    ),
    activation: v.optional(v.picklist(ACTIVATIONS)),
    rate: number(0.0001, 1),
    steps: whole(1, 5000),
    seed: whole(1, 9999),
  }),
  needs: [],
  readings: {
    parameters: 'weights and biases',
    steps: 'steps trained',
    trainLoss: 'mean cross-entropy on the points that it learns from, nats',
    testLoss: 'the same on points that it has not seen, nats',
    trainAccuracy: 'share of points on the right side, of those that it learns from',
    testAccuracy: 'the same of points that it has not seen',
  },
}

export interface MlpParams {
  data?: PointSet
  /** standard deviation of the points' noise */
  noise?: number
  /** widths of the hidden layers, with commas; "none" is a single neuron */
  hidden?: string
  activation?: (typeof ACTIVATIONS)[number]
  rate?: number
  steps?: number
  /** of the first weights */
  seed?: number
}
