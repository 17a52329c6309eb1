/** One text cut into characters, into words, and into pieces of words. */
import { standardize, standardWords } from '../../../core/tokenizer/bpe/standardize.ts'
import { UNK } from '../../../core/tokenizer/tokenizer.ts'
import type { Vocabularies } from './vocabularies.ts'

export interface Token {
  /** the token as its vocabulary writes it; of an unknown one, what stood in the text */
  name: string
  known: boolean
}

export interface Cut {
  tokens: Token[]
  /** how many tokens the vocabulary has, `<unk>` among them */
  vocabulary: number
  /** what the tokens say when they are put together again */
  back: string
}

export interface Cuts {
  /** Unicode characters of the text as it is written */
  length: number
  /** the text by GPT-1's rules, and its words */
  standard: string
  parts: string[]
  characters: Cut
  words: Cut
  pieces: Cut
}

export function cutsOf(text: string, { characters, words, pieces }: Vocabularies): Cuts {
  const standard = standardize(text)
  const parts = standardWords(standard)
  const letters = [...text].map((name) => ({ name, known: characters.unknown(name).length === 0 }))
  return {
    length: letters.length,
    standard,
    parts,
    characters: { tokens: letters, vocabulary: characters.size, back: characters.decode(characters.encode(text)) },
    words: {
      tokens: parts.map((name) => ({ name, known: words.has(name) })),
      vocabulary: words.size + 1,
      back: parts.map((word) => (words.has(word) ? word : UNK)).join(' '),
    },
    pieces: {
      tokens: Array.from(pieces.encode(text), (id) => ({ name: pieces.vocabulary[id]!, known: id !== pieces.unkId })),
      vocabulary: pieces.size,
      back: pieces.decode(pieces.encode(text)),
    },
  }
}

export const unknownOf = ({ tokens }: Cut): number => tokens.filter(({ known }) => !known).length
