/** The two ways in which a text becomes words, and a word symbols, before any pair is merged. */
import { BYTE_ALPHABET, byteWords, bytesAsCharacters } from './bytes.ts'
import { standardize, standardWords } from './standardize.ts'

/** `gpt1`: lower-cased words that end in `</w>`, and `<unk>`. `bytes`: GPT-2's, which loses nothing. */
export type BpeStyle = 'gpt1' | 'bytes'

export const END_OF_WORD = '</w>'

/** The words of a text, in order. Merges never cross from one to the next. */
export function wordsOf(text: string, style: BpeStyle): string[] {
  return standardWordsOf(style === 'gpt1' ? standardize(text) : text, style)
}

/** The words of a text that is in its standard form already. */
export const standardWordsOf = (standard: string, style: BpeStyle): string[] =>
  style === 'gpt1' ? standardWords(standard) : byteWords(standard)

/** A word's first symbols: characters, the last with `</w>`, or the characters of its bytes. */
export function symbolsOf(word: string, style: BpeStyle): string[] {
  if (style === 'bytes') return bytesAsCharacters(word)
  const symbols = [...word]
  symbols[symbols.length - 1] += END_OF_WORD
  return symbols
}

/** Each different word of a text with its count, in order of appearance. */
export function countWords(text: string, style: BpeStyle): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of wordsOf(text, style)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/**
 * The symbols that a vocabulary begins with, before its merges: the 256 bytes, or each character of the words by code point,
 * and then each again as the end of a word.
 */
export function firstSymbols(words: Iterable<string>, style: BpeStyle): string[] {
  if (style === 'bytes') return [...BYTE_ALPHABET]
  const characters = new Set<string>()
  for (const word of words) for (const character of word) characters.add(character)
  const sorted = [...characters].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!)
  return [...sorted, ...sorted.map((character) => character + END_OF_WORD)]
}
