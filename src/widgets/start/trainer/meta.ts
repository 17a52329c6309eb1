/** The trainer: one button from nothing to a model. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

const count = (max: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(max, `must be at most ${max}`),
    ),
  )

export const meta: WidgetMeta = {
  id: 'trainer',
  title: 'Training',
  teaches: 'A model learns from a text while you watch: its loss falls and what it writes improves.',
  params: v.strictObject({
    layers: count(12),
    heads: count(16),
    width: count(512),
    context: count(512),
    batch: count(64),
    steps: count(100_000),
  }),
  needs: ['device', 'run'],
  readings: {
    parameters: 'numbers that are learned',
    steps: 'steps trained so far',
    validationLoss: 'mean cross-entropy on text the model has not seen, nats per character',
    bigramLoss: 'the same of the bigram model of that text, nats per character',
    bitsPerCharacter: 'the validation loss in bits',
  },
}

/** What a lesson or a learner has set; the rest is the session's draft. */
export interface TrainerParams {
  layers?: number
  heads?: number
  width?: number
  context?: number
  batch?: number
  steps?: number
}
