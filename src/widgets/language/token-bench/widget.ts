/** The token bench: one text cut in three ways. */
import { cutsOf } from './cuts.ts'
import { readingsOf } from './readings.ts'
import { loadVocabularies } from './vocabularies.ts'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

const PASSAGE = 'The Captain texted: “Whales ahead!”  Naïve astronauts, un-whale-like, unfollowed him in Reykjavík.'

export default defineWidget({
  id: 'token-bench',
  title: 'One text, three cuts',
  teaches: 'Characters give long rows, words give unknowns, and pieces of words lie between them, with a vocabulary of a chosen size.',
  params: {
    text: text(1, 2000),
  },
  readings: {
    characters: 'tokens when each character is one',
    words: 'tokens when each word or mark is one',
    pieces: 'tokens of the byte-pair encoding in GPT-1’s style',
    unknownCharacters: 'characters that their vocabulary does not have',
    unknownWords: 'words that the list of words does not have',
    unknownPieces: 'pieces that the byte-pair encoding does not have',
  },
  defaults: { text: PASSAGE },
  compute: async ({ text }) => {
    const vocabularies = await loadVocabularies()
    return { title: vocabularies.title, cuts: cutsOf(text, vocabularies) }
  },
  readingsOf: ({ cuts }) => readingsOf(cuts),
})
