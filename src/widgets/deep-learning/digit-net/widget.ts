/** A convolutional network on handwritten digits, and a pad to draw one's own. */
import type { NetEvent } from '../../../worker/protocol.ts'
import { DEFAULTS, specOf } from './spec.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'

type Event = Extract<NetEvent, { kind: 'cnn' }>

export default defineWidget({
  id: 'digit-net',
  title: 'Filters that learn',
  teaches: 'A small filter slid over the whole image finds the same stroke anywhere, with few weights; what each one found can be seen.',
  params: {
    filters: whole(0, 16),
    examples: whole(10, 1500),
    steps: whole(1, 2000),
    seed: whole(1, 9999),
  },
  readings: {
    accuracy: 'share of held-out digits that are told right',
    shiftedAccuracy: 'the same, with every digit moved 3 pixels to the right',
    testLoss: 'mean cross-entropy on held-out digits, nats',
    parameters: 'weights and biases',
  },
  defaults: DEFAULTS,
  run: (params, { core }, report: (event: Event) => void) => trainNet(core, specOf(params), report),
  readingsOf: ({ testAccuracy, shiftedAccuracy, testLoss, parameters }) => ({
    accuracy: testAccuracy,
    shiftedAccuracy,
    testLoss,
    parameters,
  }),
})
