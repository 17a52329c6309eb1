/** Stemmers by name: Porter's of 1980, and Snowball's for many languages. Their code is loaded when first asked for. */

/** Of the languages that snowball-stemmers has, those that the course has words for. */
export const LANGUAGES = ['english', 'french', 'german', 'spanish', 'finnish', 'russian'] as const
export type Language = (typeof LANGUAGES)[number]

/** From a word in lower case to its stem. */
export type Stem = (word: string) => string

export async function loadPorter(): Promise<Stem> {
  return (await import('stemmer')).stemmer
}

export async function loadSnowball(language: Language): Promise<Stem> {
  const loaded = await import('snowball-stemmers')
  // A CommonJS module: bundlers give its functions by name, Node all of them as the default.
  const algorithm = (loaded.default ?? loaded).newStemmer(language)
  return (word) => algorithm.stem(word)
}
