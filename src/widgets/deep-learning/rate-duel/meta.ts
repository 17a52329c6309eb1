/** Two short runs of a real model that differ in their learning rate only. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number, whole } from '../../frame/numbers.ts'

export const meta: WidgetMeta = {
  id: 'rate-duel',
  title: 'Two learning rates, one model',
  teaches: 'The same weights, the same text, the same batches: only the length of the step differs, and the losses part.',
  params: v.strictObject({
    low: number(0.00001, 1),
    high: number(0.00001, 1),
    steps: whole(20, 2000),
    text: v.optional(v.pipe(v.string(), v.minLength(2000, 'must have at least 2,000 characters'))),
  }),
  needs: ['device', 'run'],
  readings: {
    lowLoss: 'loss on held-out text after the run with the lower rate, nats per character',
    highLoss: 'the same of the higher rate',
    gap: 'highLoss − lowLoss',
  },
}

export interface RateDuelParams {
  /** the two learning rates */
  low?: number
  high?: number
  steps?: number
  /** to train on; default: the first text of the course */
  text?: string
}
