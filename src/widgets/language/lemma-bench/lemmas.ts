/** Words in their context, each with lemma and stem, and the spellings that only the context can tell apart. */
import type { Stem } from '../../../language/stemmers.ts'
import type { PartOfSpeech, Token } from '../../../language/wink.ts'

export interface Word {
  text: string
  spelling: string
  pos: PartOfSpeech
  lemma: string
  stem: string
}

/** Names have no dictionary form, and pieces of contractions are no words. */
export function wordsOf(tokens: readonly Token[], stem: Stem): Word[] {
  return tokens
    .filter(({ isWord, pos, text }) => isWord && pos !== 'PROPN' && !/['’]/.test(text))
    .map(({ text, pos, lemma }) => ({ text, pos, lemma, spelling: text.toLowerCase(), stem: stem(text.toLowerCase()) }))
}

/** A spelling that stands for words of different lemmas. */
export interface Split {
  spelling: string
  stem: string
  /** the first word of each lemma */
  readings: Word[]
}

export function splitsOf(words: readonly Word[]): Split[] {
  const bySpelling = new Map<string, Word[]>()
  for (const word of words) {
    const readings = bySpelling.get(word.spelling) ?? []
    if (!readings.some(({ lemma }) => lemma === word.lemma)) bySpelling.set(word.spelling, [...readings, word])
  }
  return [...bySpelling]
    .filter(([, readings]) => readings.length > 1)
    .map(([spelling, readings]) => ({ spelling, stem: readings[0]!.stem, readings }))
}

export function readingsOf(words: readonly Word[]): Record<string, number> {
  const different = (of: (word: Word) => string) => new Set(words.map(of)).size
  return {
    words: words.length,
    spellings: different(({ spelling }) => spelling),
    lemmas: different(({ lemma }) => lemma),
    stems: different(({ stem }) => stem),
    split: splitsOf(words).length,
    differ: new Set(words.filter(({ stem, lemma }) => stem !== lemma).map(({ spelling }) => spelling)).size,
  }
}
