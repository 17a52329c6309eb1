/** A multilayer perceptron that learns to tell two classes of points apart, trained by tfjs in the worker. */
import type { NetEvent } from '../../../worker/protocol.ts'
import { ACTIVATIONS, DEFAULTS, type Knobs, specOf } from './spec.ts'
import * as v from 'valibot'
import { POINT_SETS } from '../../../core/data/points.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, number, whole } from '../../frame/params.ts'

type Event = Extract<NetEvent, { kind: 'mlp' }>

export default defineWidget({
  id: 'mlp-playground',
  title: 'A network on a plane',
  teaches: 'Each hidden unit draws one border; the next layer adds borders up to a shape that none of them has.',
  params: {
    data: choice(POINT_SETS),
    noise: number(0, 0.5),
    hidden: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^(none|([1-9]|1[0-6])(,([1-9]|1[0-6])){0,3})$/, 'must be "none", or up to four widths of 1 to 16: "4,3"'),
      ),
    ),
    activation: choice(ACTIVATIONS),
    rate: number(0.0001, 1),
    steps: whole(1, 5000),
    seed: whole(1, 9999),
  },
  readings: {
    parameters: 'weights and biases',
    steps: 'steps trained',
    trainLoss: 'mean cross-entropy on the points that it learns from, nats',
    testLoss: 'the same on points that it has not seen, nats',
    trainAccuracy: 'share of points on the right side, of those that it learns from',
    testAccuracy: 'the same of points that it has not seen',
  },
  defaults: DEFAULTS,
  restarts: true,
  /** an event tells the activation of the net that it came from: the knob may be on another one already */
  run: (params, { core }, report: (event: Event & Pick<Knobs, 'activation'>) => void) =>
    trainNet(core, specOf(params), (event) => report({ ...event, activation: params.activation })),
  readingsOf: ({ parameters, step, trainLoss, testLoss, trainAccuracy, testAccuracy }) => ({
    parameters,
    steps: step,
    trainLoss,
    testLoss,
    trainAccuracy,
    testAccuracy,
  }),
})
