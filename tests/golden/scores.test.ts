/** ROUGE and BLEU as other implementations compute them: NLTK's BLEU, and values worked in exact fractions (make_scores.py). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Bleu, corpusBleu, sentenceBleu } from '../../src/core/score/bleu.ts'
import { type Rouge, rouge } from '../../src/core/score/rouge.ts'

type Rates = Pick<Rouge, 'precision' | 'recall' | 'f' | 'matches'>
type Score = Pick<Bleu, 'score' | 'matches' | 'totals' | 'brevity'>
interface Golden {
  rouge: { candidate: string; reference: string; one: Rates; two: Rates; l: Rates }[]
  sentences: { candidate: string[]; reference: string[]; exp: Score; none: Score }[]
  corpora: ({ candidates: string[][]; references: string[][]; smoothing: 'exp' | 'none' } & Score)[]
}
const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, 'scores.json'), 'utf8'))

function expectScore(found: Bleu, { score, brevity, matches, totals }: Score): void {
  expect(found).toMatchObject({ matches, totals })
  expect(Math.abs(found.score - score)).toBeLessThan(1e-6)
  expect(Math.abs(found.brevity - brevity)).toBeLessThan(1e-6)
}

describe('ROUGE', () => {
  it.each(golden.rouge)('of “$candidate”', ({ candidate, reference, ...expected }) => {
    const found = rouge(candidate, reference)
    for (const kind of ['one', 'two', 'l'] as const) {
      expect(found[kind].matches).toBe(expected[kind].matches)
      for (const rate of ['precision', 'recall', 'f'] as const)
        expect(Math.abs(found[kind][rate] - expected[kind][rate])).toBeLessThan(1e-6)
    }
  })
})

describe('BLEU', () => {
  it.each(golden.sentences)('of the sentence $candidate', ({ candidate, reference, exp, none }) => {
    expectScore(sentenceBleu(candidate, reference), exp)
    expectScore(sentenceBleu(candidate, reference, 'none'), none)
  })

  it.each(golden.corpora)('of a corpus, smoothing $smoothing', ({ candidates, references, smoothing, ...expected }) => {
    expectScore(corpusBleu(candidates, references, { smoothing }), expected)
  })

  // From the package's own tests: exponential smoothing, tokenize="none".
  it('of a sentence as sacrebleu has it', () => {
    const words = (text: string) => text.split(' ')
    const found = sentenceBleu(
      words('Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;'),
      words('producţia de zahăr brut se exprimă în zahăr alb;'),
    )
    expect(found.score).toBeCloseTo(7.347, 3)
  })
})
