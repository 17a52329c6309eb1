/** The byte-pair trainer: a vocabulary learned from a text, merge by merge. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE =
  'The old whale sees the new whale. The older whale is the wiser whale. The newest whale is not the wisest. ' +
  'Old, older, oldest; new, newer, newest; wise, wiser, wisest.'

export const WORD = 'lowest'

export const meta: WidgetMeta = {
  id: 'bpe-trainer',
  title: 'Byte-pair encoding, merge by merge',
  teaches: 'The most frequent pair of neighbours becomes one token, again and again; the list of merges then cuts any word.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
    merges: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be a whole number below 10,000'), v.transform(Number))),
    word: v.optional(v.pipe(v.string(), v.maxLength(60, 'must have at most 60 characters'))),
  }),
  needs: [],
  readings: {
    merges: 'merges learned',
    vocabulary: 'tokens in the vocabulary',
    letters: 'characters of the text’s words, blanks left out',
    tokens: 'tokens of the text',
    lettersPerToken: 'characters a token, blanks left out',
    wordTokens: 'tokens of the word that was tried',
    wordUnknown: 'of these, unknown ones',
  },
}

export interface BpeTrainerParams {
  text?: string
  /** how many are learned; more than the text has are as many as it has */
  merges?: number
  word?: string
}
