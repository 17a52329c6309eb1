/** One text in three versions, word for word: as it is, stemmed, and lemmatized. Pure. */
import type { Stem } from '../../../language/stemmers.ts'
import type { Token } from '../../../language/wink.ts'

export const FORMS = ['words', 'stems', 'lemmas'] as const
export type FormName = (typeof FORMS)[number]

/** The same number of words in each; blanks between them, no punctuation, all in lower case. */
export type Versions = Readonly<Record<FormName, readonly string[]>>

export function versionsOf(tokens: readonly Token[], stem: Stem): Versions {
  const words = tokens.filter(({ isWord }) => isWord)
  const spellings = words.map(({ text }) => text.toLowerCase())
  return { words: spellings, stems: spellings.map(stem), lemmas: words.map(({ lemma }) => lemma) }
}

export const textOf = (words: readonly string[]): string => words.join(' ')

/** Where the part begins that a run keeps for testing, counted in words: it is cut after nine tenths of the characters. */
export function heldOutFrom(words: readonly string[]): number {
  const cut = Math.floor([...textOf(words)].length * 0.9)
  let end = 0
  for (let i = 0; i < words.length; i++) {
    if (end >= cut) return i
    end += [...words[i]!].length + 1
  }
  return words.length
}

/** Characters for each word in the held-out part, blanks included. */
export function charactersPerWord(words: readonly string[]): number {
  const tail = words.slice(heldOutFrom(words))
  return ([...textOf(tail)].length + 1) / tail.length
}
