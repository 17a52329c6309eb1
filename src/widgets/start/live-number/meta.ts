/** One number of the learner's own model, for use between paragraphs. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const SHOWABLE = [
  'bits-per-character',
  'validation-loss',
  'odds',
  'bigram-bits',
  'uniform-bits',
  'parameters',
  'step',
  'tokens-per-second',
  'vocabulary',
] as const
export type Showable = (typeof SHOWABLE)[number]

export const meta: WidgetMeta = {
  id: 'live-number',
  title: 'A number of your model',
  teaches: 'The text of a lesson speaks of the model that you trained, with its own figures.',
  params: v.strictObject({ show: v.picklist(SHOWABLE) }),
  needs: ['model'],
}
