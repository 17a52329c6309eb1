/**
 * BLEU (Papineni et al. 2002) with one reference a sentence, n-grams up to 4, on words that are cut already: as `sacrebleu` computes
 * it with `tokenize="none"`. Scores are from 0 to 100.
 */
import { matchNgrams, type NgramMatches } from './ngrams.ts'

const MOST = 4

/**
 * "none": an order without a match makes the score 0. "exp": the k-th such order counts 1/2ᵏ of a match, as NIST's mteval-v13a
 * does (method 3 of Chen and Cherry 2014).
 */
export type Smoothing = 'none' | 'exp'

export interface BleuSettings {
  smoothing?: Smoothing
  /** orders that a text is too short for are left out, where the score is of one sentence */
  effectiveOrder?: boolean
}

export interface Bleu {
  score: number
  /** of each order 1 … 4, smoothed, from 0 to 1 */
  precisions: number[]
  /** n-grams counted as matches, and all of the candidates', by order */
  matches: number[]
  totals: number[]
  /** e^(1 − reference/candidate) where the candidates are shorter in all, else 1 */
  brevity: number
  candidateWords: number
  referenceWords: number
}

/** Of a whole corpus: its counts are summed before anything is divided. */
export function corpusBleu(
  candidates: readonly (readonly string[])[],
  references: readonly (readonly string[])[],
  { smoothing = 'exp', effectiveOrder = false }: BleuSettings = {},
): Bleu {
  const counted = candidates.map((candidate, i) => orders(candidate, references[i]!))
  const sum = (of: (matches: NgramMatches) => number) =>
    Array.from({ length: MOST }, (_, n) => counted.reduce((total, each) => total + of(each[n]!), 0))
  const [matches, totals] = [sum(({ count }) => count), sum(({ candidate }) => candidate)]
  const words = (texts: readonly (readonly string[])[]) => texts.reduce((total, text) => total + text.length, 0)
  const [candidateWords, referenceWords] = [words(candidates), words(references)]
  const brevity = candidateWords >= referenceWords ? 1 : candidateWords === 0 ? 0 : Math.exp(1 - referenceWords / candidateWords)
  const precisions = precisionsOf(matches, totals, smoothing)
  const used = effectiveOrder ? Math.max(1, totals.filter((total) => total > 0).length) : MOST
  const logs = precisions.slice(0, used).reduce((total, p) => total + Math.log(p), 0)
  const score = matches.some((count) => count > 0) ? 100 * brevity * Math.exp(logs / used) : 0
  return { score, precisions, matches, totals, brevity, candidateWords, referenceWords }
}

/** Of one sentence: smoothed, since one order without a match would make it 0, and over the orders that it has. */
export const sentenceBleu = (candidate: readonly string[], reference: readonly string[], smoothing: Smoothing = 'exp'): Bleu =>
  corpusBleu([candidate], [reference], { smoothing, effectiveOrder: true })

/** The matches of each order 1 … 4, with their places. */
export const orders = (candidate: readonly string[], reference: readonly string[]): NgramMatches[] =>
  Array.from({ length: MOST }, (_, n) => matchNgrams(candidate, reference, n + 1))

function precisionsOf(matches: readonly number[], totals: readonly number[], smoothing: Smoothing): number[] {
  if (!matches.some((count) => count > 0)) return matches.map(() => 0)
  let part = 1
  return matches.map((count, n) => {
    const total = totals[n]!
    if (total === 0) return 0
    if (count > 0 || smoothing === 'none') return count / total
    part /= 2
    return part / total
  })
}
