/** The three vocabularies of the bench, learned from one book (`npm run vocabularies`). */
import { BpeTokenizer } from '../../../core/tokenizer/bpe/bpe.ts'
import { firstSymbols } from '../../../core/tokenizer/bpe/style.ts'
import { CharacterTokenizer } from '../../../core/tokenizer/characters.ts'
import { UNK } from '../../../core/tokenizer/tokenizer.ts'

export interface Vocabularies {
  /** of the book */
  title: string
  characters: CharacterTokenizer
  /** lower-cased words and marks, the most frequent of the book */
  words: ReadonlySet<string>
  pieces: BpeTokenizer
}

export async function loadVocabularies(): Promise<Vocabularies> {
  const { title, characters, symbols, merges, words } = (await import('./learned.json')).default
  return {
    title,
    characters: new CharacterTokenizer([UNK, ...characters]),
    words: new Set(words),
    pieces: gpt1Style(
      symbols,
      merges.map((line) => line.split(' ') as [string, string]),
    ),
  }
}

/** As GPT-1's vocabulary is made: `<unk>`, every symbol, every symbol as a word's end, and what the merges add. */
function gpt1Style(symbols: string, merges: [string, string][]): BpeTokenizer {
  const vocabulary = new Set([UNK, ...firstSymbols([symbols], 'gpt1'), ...merges.map((pair) => pair.join(''))])
  return new BpeTokenizer('gpt1', [...vocabulary], merges)
}
