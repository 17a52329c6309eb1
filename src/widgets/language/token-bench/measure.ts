/** The bench's counts for one text. */
import type { Measure } from '../../contract.ts'
import { type Cuts, cutsOf, unknownOf } from './cuts.ts'
import type { TokenBenchParams } from './meta.ts'
import { loadVocabularies } from './vocabularies.ts'

export function readingsOf({ characters, words, pieces }: Cuts): Record<string, number> {
  return {
    characters: characters.tokens.length,
    words: words.tokens.length,
    pieces: pieces.tokens.length,
    unknownCharacters: unknownOf(characters),
    unknownWords: unknownOf(words),
    unknownPieces: unknownOf(pieces),
  }
}

export const measure: Measure<TokenBenchParams> = async ({ text }, world) =>
  readingsOf(cutsOf(text ?? world.text, await loadVocabularies()))
