/** The bigram bench: a language model that is a table of counts, and the same table trained. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const STEPS = 1500

export const meta: WidgetMeta = {
  id: 'bigram-bench',
  title: 'A table that writes',
  teaches:
    'Counting which character follows which already gives a language model; training a table by gradient comes to nearly the same numbers.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(400, 'must have at least 400 characters'), v.maxLength(20_000, 'must have at most 20,000 characters')),
    ),
    row: v.optional(v.pipe(v.string(), v.maxLength(2, 'must be one character'))),
    steps: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  }),
  needs: ['device'],
  readings: {
    uniformBits: 'of guessing among all characters, bits per character on held-out text',
    singleBits: 'of counting single characters, the same',
    countedBits: 'of counting pairs, the same',
    perplexity: 'of the counted pairs',
    pairs: 'different pairs that were seen',
    trainedBits: 'of the table trained by gradient, bits per character on the same text',
  },
}

export interface BigramBenchParams {
  text?: string
  /** the character whose row is shown first */
  row?: string
  /** of the training */
  steps?: number
}
