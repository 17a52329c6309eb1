/** A word through one vector: what a decoder can read back from the last state, by the word's length and the state's width. */
import { defineWidget } from '../../frame/define.ts'
import { matching, number, whole } from '../../frame/params.ts'
import { copyOf, readingsOf } from './copy.ts'

export default defineWidget({
  id: 'state-copy',
  title: 'A word through one vector',
  teaches: 'An encoder puts a whole word into one vector; the longer the word, the less of it a decoder can read back.',
  params: {
    word: matching(/^[a-h]{2,24}$/, 'must be 2 to 24 letters from a to h'),
    width: whole(4, 64),
    gain: number(0, 2),
    seed: whole(1, 9999),
  },
  readings: {
    right: 'share of letters that are read back rightly from words of this length, on words that the decoder was not fitted on',
    first: 'the same of the first letter',
    last: 'the same of the last letter',
    word: 'share of letters of the own word that are read back rightly',
    long: 'share of right letters in words of 24',
  },
  defaults: { word: 'headcabbage', width: 24, gain: 0.9, seed: 1 },
  derive: copyOf,
  readingsOf,
})
