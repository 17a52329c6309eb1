/** The tagger at work on a text. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE =
  'I saw the old saw. Please book a table; this book is heavy. They want to train a dog on the train. Come back through the back door, and watch your back.'

export const meta: WidgetMeta = {
  id: 'pos-tagger',
  title: 'A part-of-speech tagger',
  teaches: 'The part of speech belongs to a word in its sentence, not to its spelling.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
  }),
  needs: [],
  readings: {
    words: 'words of the text',
    tags: 'different parts of speech among them',
    ambiguous: 'spellings that have more than one part of speech in this text',
    mostTags: 'the most parts of speech that one spelling has in this text',
  },
}

export interface PosTaggerParams {
  text?: string
}
