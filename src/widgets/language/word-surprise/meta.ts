/** The open model's surprise, sorted by kinds of words. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE =
  'The people of this nation have worked hard, and they will work again. Last year Anna Keller opened a small bakery in Rotterdam with two friends. ' +
  'In the spring the city of Leeds gave them money to build a second one. Now Tomas Varga and forty others work there every day. ' +
  'America can do great things when we help each other.'

export const meta: WidgetMeta = {
  id: 'word-surprise',
  title: 'Which words surprise the model',
  teaches: 'A model’s loss is an average over words that differ: function words cost it little, names much.',
  params: v.strictObject({
    by: v.optional(v.picklist(['pos', 'names'])),
    text: v.optional(
      v.pipe(v.string(), v.minLength(2, 'must have at least 2 characters'), v.maxLength(2000, 'must have at most 2,000 characters')),
    ),
  }),
  needs: ['model'],
  readings: {
    words: 'words that were measured',
    wordBits: 'mean surprise at a word, bits',
    functionBits: 'the same of function words',
    contentBits: 'the same of content words, names among them',
    nameBits: 'the same of words in names',
    otherBits: 'the same of all other words',
  },
}

export interface WordSurpriseParams {
  by?: 'pos' | 'names'
  text?: string
}
