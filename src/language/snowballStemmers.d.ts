/** The part of snowball-stemmers that the course uses; the package has no types of its own. */
declare module 'snowball-stemmers' {
  export function newStemmer(language: string): { stem(word: string): string }
  const all: { newStemmer: typeof newStemmer } | undefined
  export default all
}
