/**
 * ROUGE (Lin 2004): how much of a reference summary stands in a candidate, as the package `rouge-score` computes it for one reference:
 * lower case, letters and digits only, no stemming, F with equal weights; ROUGE-L over the whole text as one sentence.
 */
import { matchNgrams } from './ngrams.ts'

export interface Rouge {
  /** share of the candidate's n-grams (words, for ROUGE-L) that are counted as matches; 0 where it has none */
  precision: number
  /** the same of the reference's */
  recall: number
  /** 2·precision·recall / (precision + recall); 0 where both are 0 */
  f: number
  matches: number
  /** places of the words that belong to a match, ascending */
  candidate: number[]
  reference: number[]
}

/** A word as ROUGE compares it, and where it stands in the text. */
export interface RougeWord {
  word: string
  from: number
  to: number
}

/** Whatever is no letter of the English alphabet and no digit parts words. */
export const rougeWords = (text: string): RougeWord[] =>
  [...text.matchAll(/[a-z0-9]+/gi)].map(({ 0: word, index }) => ({ word: word.toLowerCase(), from: index, to: index + word.length }))

/** ROUGE-N: common n-grams, clipped. */
export function rougeN(candidate: readonly string[], reference: readonly string[], n: number): Rouge {
  const { count, places, candidate: own, reference: theirs } = matchNgrams(candidate, reference, n)
  const covered = (side: 'candidate' | 'reference') => [
    ...new Set(places.flatMap((place) => Array.from({ length: n }, (_, i) => place[side] + i))),
  ]
  return {
    ...rates(count, own, theirs),
    candidate: covered('candidate').sort((a, b) => a - b),
    reference: covered('reference').sort((a, b) => a - b),
  }
}

/** ROUGE-L: the longest common subsequence. Of several that are as long, the one that takes the latest words. */
export function rougeL(candidate: readonly string[], reference: readonly string[]): Rouge {
  const [m, n] = [candidate.length, reference.length]
  // longest[i][j] is of the first i and the first j words
  const longest = Array.from({ length: m + 1 }, () => new Array<number>(n + 1).fill(0))
  for (let i = 1; i <= m; i++)
    for (let j = 1; j <= n; j++)
      longest[i]![j] =
        candidate[i - 1] === reference[j - 1] ? longest[i - 1]![j - 1]! + 1 : Math.max(longest[i - 1]![j]!, longest[i]![j - 1]!)
  const [own, theirs]: [number[], number[]] = [[], []]
  for (let [i, j] = [m, n]; i > 0 && j > 0; ) {
    if (candidate[i - 1] === reference[j - 1]) {
      own.unshift(--i)
      theirs.unshift(--j)
    } else if (longest[i]![j - 1]! > longest[i - 1]![j]!) j--
    else i--
  }
  return { ...rates(own.length, m, n), candidate: own, reference: theirs }
}

/** ROUGE-1, ROUGE-2 and ROUGE-L of two texts. */
export function rouge(candidate: string, reference: string): { one: Rouge; two: Rouge; l: Rouge } {
  const [own, theirs] = [candidate, reference].map((text) => rougeWords(text).map(({ word }) => word)) as [string[], string[]]
  return { one: rougeN(own, theirs, 1), two: rougeN(own, theirs, 2), l: rougeL(own, theirs) }
}

function rates(matches: number, own: number, theirs: number): Pick<Rouge, 'precision' | 'recall' | 'f' | 'matches'> {
  const [precision, recall] = [matches / Math.max(own, 1), matches / Math.max(theirs, 1)]
  return { matches, precision, recall, f: matches === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
