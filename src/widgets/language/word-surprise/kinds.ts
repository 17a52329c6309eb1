/** Words by their kind, and what each kind costs the model on average. */
import { isContent, POS_NAMES } from '../../../language/partsOfSpeech.ts'
import type { Token } from '../../../language/wink.ts'
import { bitsWithin, type Piece } from './surprise.ts'

export interface MeasuredWord {
  text: string
  pos: Token['pos']
  /** inside a name, as compromise finds names */
  name: 'person' | 'place' | 'organization' | null
  /** of all its letters */
  bits: number
  letters: number
  /** of its first token: which word it will be is mostly decided there */
  firstBits: number
}

export interface Kind {
  kind: string
  words: number
  bits: number
  perLetter: number
  firstBits: number
  examples: string[]
}

/** Words that the model was asked for in full, with what they cost it. */
export function measureWords(
  tokens: readonly Token[],
  pieces: readonly Piece[],
  nameAt: (place: number) => MeasuredWord['name'],
): MeasuredWord[] {
  return tokens
    .filter(({ isWord }) => isWord)
    .flatMap(({ text, start, pos }) => {
      const bits = bitsWithin(pieces, start, start + text.length)
      const first = pieces.find((piece) => piece.end > start)
      return bits === null || !first ? [] : [{ text, pos, name: nameAt(start), bits, letters: [...text].length, firstBits: first.bits }]
    })
}

/** Kinds with their averages, the most surprising first. */
export function averageBy(words: readonly MeasuredWord[], kindOf: (word: MeasuredWord) => string): Kind[] {
  const kinds = new Map<string, MeasuredWord[]>()
  for (const word of words) kinds.set(kindOf(word), [...(kinds.get(kindOf(word)) ?? []), word])
  return [...kinds].map(([kind, members]) => summary(kind, members)).sort((a, b) => b.bits - a.bits)
}

export const byPos = ({ pos }: MeasuredWord): string => POS_NAMES[pos]
export const byName = ({ name, text }: MeasuredWord): string => name ?? (/^\p{Lu}/u.test(text) ? 'other capital letter' : 'no name')

export function meanBits(words: readonly MeasuredWord[], which: (word: MeasuredWord) => boolean = () => true): number {
  const chosen = words.filter(which)
  return chosen.reduce((sum, { bits }) => sum + bits, 0) / chosen.length
}

export const isContentWord = ({ pos }: MeasuredWord): boolean => isContent(pos)

function summary(kind: string, members: readonly MeasuredWord[]): Kind {
  const letters = members.reduce((sum, word) => sum + word.letters, 0)
  return {
    kind,
    words: members.length,
    bits: meanBits(members),
    perLetter: members.reduce((sum, { bits }) => sum + bits, 0) / letters,
    firstBits: members.reduce((sum, { firstBits }) => sum + firstBits, 0) / members.length,
    examples: [...new Set(members.toSorted((a, b) => b.bits - a.bits).map(({ text }) => text))].slice(0, 4),
  }
}
