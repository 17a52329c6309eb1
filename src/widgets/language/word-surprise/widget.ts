/** The open model's surprise, sorted by kinds of words. */
import { measureText, readingsOf } from './readings.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

const PASSAGE =
  'The people of this nation have worked hard, and they will work again. Last year Anna Keller opened a small bakery in Rotterdam with two friends. ' +
  'In the spring the city of Leeds gave them money to build a second one. Now Tomas Varga and forty others work there every day. ' +
  'America can do great things when we help each other.'

export default defineWidget({
  id: 'word-surprise',
  title: 'Which words surprise the model',
  teaches: 'A model’s loss is an average over words that differ: function words cost it little, names much.',
  params: {
    by: choice(['pos', 'names']),
    text: text(2, 2000),
  },
  needs: 'model',
  readings: {
    words: 'words that were measured',
    wordBits: 'mean surprise at a word, bits',
    functionBits: 'the same of function words',
    contentBits: 'the same of content words, names among them',
    nameBits: 'the same of words in names',
    otherBits: 'the same of all other words',
  },
  defaults: { by: 'pos', text: PASSAGE },
  shown: ['by'],
  compute: ({ text }, { core, handle, model }) => measureText(core, handle, model, text),
  readingsOf,
})
