/** The bench’s counts for one text. */
import { type Cuts, unknownOf } from './cuts.ts'

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
