/** The tagger at work on a text. */
import { readTokens } from '../../../language/wink.ts'
import { readingsOf } from './ambiguities.ts'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const PASSAGE =
  'I saw the old saw. Please book a table; this book is heavy. They want to train a dog on the train. Come back through the back door, and watch your back.'

export default defineWidget({
  id: 'pos-tagger',
  title: 'A part-of-speech tagger',
  teaches: 'The part of speech belongs to a word in its sentence, not to its spelling.',
  params: {
    text: text(1, 2000),
  },
  readings: {
    words: 'words of the text',
    tags: 'different parts of speech among them',
    ambiguous: 'spellings that have more than one part of speech in this text',
    mostTags: 'the most parts of speech that one spelling has in this text',
  },
  defaults: { text: PASSAGE },
  compute: ({ text }) => readTokens(text),
  readingsOf,
})
