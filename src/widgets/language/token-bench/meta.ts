/** The token bench: one text cut in three ways. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const PASSAGE = 'The Captain texted: “Whales ahead!”  Naïve astronauts, un-whale-like, unfollowed him in Reykjavík.'

export const meta: WidgetMeta = {
  id: 'token-bench',
  title: 'One text, three cuts',
  teaches: 'Characters give long rows, words give unknowns, and pieces of words lie between them, with a vocabulary of a chosen size.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(2000, 'must have at most 2,000 characters'))),
  }),
  needs: [],
  readings: {
    characters: 'tokens when each character is one',
    words: 'tokens when each word or mark is one',
    pieces: 'tokens of the byte-pair encoding in GPT-1’s style',
    unknownCharacters: 'characters that their vocabulary does not have',
    unknownWords: 'words that the list of words does not have',
    unknownPieces: 'pieces that the byte-pair encoding does not have',
  },
}

export interface TokenBenchParams {
  text?: string
}
