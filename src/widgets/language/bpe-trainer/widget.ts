/** The byte-pair trainer: a vocabulary learned from a text, merge by merge. */
import { doneOf, readingsOf } from './readings.ts'
import { momentOf, trainOn } from './training.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const PASSAGE =
  'The old whale sees the new whale. The older whale is the wiser whale. The newest whale is not the wisest. ' +
  'Old, older, oldest; new, newer, newest; wise, wiser, wisest.'

export default defineWidget({
  id: 'bpe-trainer',
  title: 'Byte-pair encoding, merge by merge',
  teaches: 'The most frequent pair of neighbours becomes one token, again and again; the list of merges then cuts any word.',
  params: {
    text: text(1, 2000),
    merges: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be a whole number below 10,000'), v.transform(Number))),
    word: text(0, 60),
  },
  readings: {
    merges: 'merges learned',
    vocabulary: 'tokens in the vocabulary',
    letters: 'characters of the text’s words, blanks left out',
    tokens: 'tokens of the text',
    lettersPerToken: 'characters a token, blanks left out',
    wordTokens: 'tokens of the word that was tried',
    wordUnknown: 'of these, unknown ones',
  },
  /** of a text with fewer merges, all of them */
  defaults: { text: PASSAGE, merges: 0, word: 'lowest' },
  shown: ['merges', 'word'],
  derive: ({ text }) => trainOn(text),
  readingsOf: (training, { merges, word }) =>
    training.letters > 0 ? readingsOf(training, momentOf(training, doneOf(merges, training)), word) : null,
})
