/** Which n-grams of a text stand in another one, each counted at most as often as it stands there: what ROUGE-N and BLEU count. */

export interface NgramMatches {
  /** n-grams that both have, clipped */
  count: number
  /** n-grams of the candidate, and of the reference */
  candidate: number
  reference: number
  /** where the counted ones begin, in the candidate and in the reference; the earliest ones are counted */
  places: { candidate: number; reference: number }[]
}

export function matchNgrams(candidate: readonly string[], reference: readonly string[], n: number): NgramMatches {
  const waiting = new Map<string, number[]>()
  for (const { key, at } of ngrams(reference, n)) waiting.set(key, [...(waiting.get(key) ?? []), at])
  const places = ngrams(candidate, n).flatMap(({ key, at }) => {
    const place = waiting.get(key)?.shift()
    return place === undefined ? [] : [{ candidate: at, reference: place }]
  })
  return { count: places.length, candidate: ngramCount(candidate, n), reference: ngramCount(reference, n), places }
}

export const ngramCount = (words: readonly string[], n: number): number => Math.max(0, words.length - n + 1)

const ngrams = (words: readonly string[], n: number): { key: string; at: number }[] =>
  Array.from({ length: ngramCount(words, n) }, (_, at) => ({ key: words.slice(at, at + n).join('\u0000'), at }))
