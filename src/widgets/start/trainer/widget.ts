/** The trainer: one button from nothing to a model. */
import { trainAndMeasure } from './trained.ts'
import { defineWidget } from '../../frame/define.ts'
import { number, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'trainer',
  title: 'Training',
  teaches: 'A model learns from a text while you watch: its loss falls and what it writes improves.',
  params: {
    layers: whole(1, 12),
    heads: whole(1, 16),
    width: whole(1, 512),
    context: whole(1, 512),
    batch: whole(1, 64),
    steps: whole(1, 100_000),
    rate: number(1e-6, 0.1),
  },
  needs: 'device',
  readings: {
    parameters: 'numbers that are learned',
    steps: 'steps trained so far',
    validationLoss: 'mean cross-entropy on text the model has not seen, nats per character',
    bigramLoss: 'the same of the bigram model of that text, nats per character',
    bitsPerCharacter: 'the validation loss in bits',
  },
  measure: trainAndMeasure,
})
