/** The board: five kinds of language models on one text, from a table of pairs to a small GPT-1. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const RUNG_IDS = ['bigram', 'mlp', 'rnn', 'attention', 'gpt'] as const
export type RungId = (typeof RUNG_IDS)[number]

export const meta: WidgetMeta = {
  id: 'board',
  title: 'The board',
  teaches:
    'Five language models read the same characters of the same text; each kind is less surprised by what it has not seen than the one before.',
  params: v.strictObject({
    rung: v.optional(v.picklist(RUNG_IDS)),
    steps: v.optional(
      v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'must be a whole number'), v.transform(Number), v.minValue(1, 'must be at least 1')),
    ),
  }),
  needs: ['device'],
  readings: {
    bits: 'bits per character on held-out text, of the chosen rung as it was trained here',
    parameters: 'numbers that it learned',
  },
}

export interface BoardParams {
  /** the one that the lesson is about */
  rung?: RungId
  /** for a look only: a shorter run than the records'; default: as theirs */
  steps?: number
}
