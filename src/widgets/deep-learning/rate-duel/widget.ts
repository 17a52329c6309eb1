/** Two short runs of a real model that differ in their learning rate only. */
import { withText } from '../../../experiments/withText.ts'
import { type Duel, duel, lossesOf, type Rates } from './duel.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { number, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'rate-duel',
  title: 'Two learning rates, one model',
  teaches: 'The same weights, the same text, the same batches: only the length of the step differs, and the losses part.',
  params: {
    low: number(0.00001, 1),
    high: number(0.00001, 1),
    steps: whole(20, 2000),
    text: v.optional(v.pipe(v.string(), v.minLength(2000, 'must have at least 2,000 characters'))),
  },
  needs: 'device',
  readings: {
    lowLoss: 'loss on held-out text after the run with the lower rate, nats per character',
    highLoss: 'the same of the higher rate',
    gap: 'highLoss − lowLoss',
  },
  /** without a text, the first one of the course */
  defaults: { low: 0.01, high: 0.1, steps: 400 },
  run: async ({ text, ...rates }, { core }, report: (so: Partial<Duel> & { rates: Rates }) => void): Promise<Duel & { rates: Rates }> => ({
    rates,
    ...(await withText(core, text === undefined ? null : { own: text }, ({ ref }) =>
      duel(core, ref, rates, (so) => report({ rates, ...so })),
    )),
  }),
  readingsOf: (both) => lossesOf(both),
})
