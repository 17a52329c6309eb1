/** Stems and lemmas handed to the core: three models, one text. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'normal-forms',
  title: 'Words, stems and lemmas as training text',
  teaches: 'A model of stems is less surprised at each word, because it is asked less; what was cut off has to be paid for.',
  params: v.strictObject({
    steps: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d+$/, 'must be a whole number'),
        v.transform(Number),
        v.minValue(20, 'must be at least 20'),
        v.maxValue(2000, 'must be at most 2,000'),
      ),
    ),
    text: v.optional(
      v.pipe(
        v.string(),
        v.minLength(2000, 'must have at least 2,000 characters'),
        v.maxLength(60_000, 'must have at most 60,000 characters'),
      ),
    ),
  }),
  needs: ['device'],
  readings: {
    wordBits: 'bits for each word of the model of words, on held-out text',
    stemBits: 'bits for each stem of the model of stems',
    lemmaBits: 'bits for each lemma of the model of lemmas',
    stemTotal: 'bits for each stem and for the word, given its stem',
    lemmaTotal: 'bits for each lemma and for the word, given its lemma',
  },
}

export interface NormalFormsParams {
  steps?: number
  text?: string
}
