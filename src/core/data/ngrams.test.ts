/** N-grams against a count by hand, against the bigram's own code, and against a slow table of every order. */
import { describe, expect, test } from 'vitest'
import { bigramLoss } from './bigram.ts'
import { Ngrams, ngramLosses, ngramLossesOver } from './ngrams.ts'

const ids = (text: string): Int32Array => Int32Array.from(text, (letter) => letter.charCodeAt(0) - 97)

/** The formula as it stands, over a table of strings. */
function slow(text: string, context: string, next: string, vocabSize: number): number {
  if (context === '') return (text.split(next).length - 1 + 1) / (text.length + vocabSize)
  const counts = new Map<string, number>()
  for (let i = 0; i + context.length < text.length; i++) {
    if (text.slice(i, i + context.length) === context)
      counts.set(text[i + context.length]!, (counts.get(text[i + context.length]!) ?? 0) + 1)
  }
  const lower = slow(text, context.slice(1), next, vocabSize)
  const n = [...counts.values()].reduce((a, b) => a + b, 0)
  return n === 0 ? lower : ((counts.get(next) ?? 0) + counts.size * lower) / (n + counts.size)
}

const TEXT = `${'abracadabra'.repeat(3)}abcdbadcadabracabbad`

describe('shares', () => {
  const ngrams = new Ngrams(ids(TEXT), 26, 4)

  test.each(['dabra', 'abrac', 'zzabc', 'qa', 'a'])('after each beginning of "%s" are those of the formula, at every order', (passage) => {
    const tokens = ids(passage)
    for (let at = 0; at < passage.length; at++) {
      const shares = ngrams.probabilities(tokens, at)
      expect(shares).toHaveLength(Math.min(4, at) + 1)
      shares.forEach((share, k) => {
        expect(share).toBeCloseTo(slow(TEXT, passage.slice(at - k, at), passage[at]!, 26), 12)
      })
    }
  })

  test('add up to 1, and are those that the loss is made of', () => {
    const tokens = ids('badcab')
    const shares = ngrams.distribution(tokens)
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    for (const next of [0, 1, 25]) expect(shares[next]).toBeCloseTo(ngrams.probabilities(Int32Array.of(...tokens, next), 6).at(-1)!, 12)
  })

  test('what was seen is counted', () => {
    expect(ngrams.seen(ids('abr'), 3)).toEqual({ times: 7, different: 1 })
    expect(ngrams.seen(ids('zzz'), 2)).toEqual({ times: 0, different: 0 })
    expect(ngrams.seen(ids('a'), 0)).toEqual({ times: TEXT.length, different: 5 })
  })
})

test('pairs have the loss of the bigram', () => {
  const [train, validation] = [ids(TEXT), ids('abradacabcadabbad')]
  expect(ngramLossesOver(new Ngrams(train, 26, 3), validation)[1]).toBeCloseTo(bigramLoss(train, validation, 26), 12)
})

test('in windows, nothing before the window is read', () => {
  const ngrams = new Ngrams(ids(TEXT), 26, 3)
  const window = { ids: ids('abrabcad'), targets: ids('brabcada') }
  const losses = ngramLosses(ngrams, [window], 4)
  const by = (passage: string) => ngramLossesOver(ngrams, ids(passage))
  for (const [k, loss] of losses.entries()) expect(loss).toBeCloseTo((by('abrab')[k]! + by('bcada')[k]!) / 2, 12)
})

test('what cannot be counted is refused', () => {
  expect(() => new Ngrams(ids('a'), 26, 3)).toThrow('1 tokens')
  expect(() => new Ngrams(ids('abc'), 26, 99)).toThrow('99')
})

test('rows are counted once each, at every order, and known as far back as they were seen', () => {
  const text = `${TEXT}xyzzy`
  const different = (n: number) => new Set(Array.from({ length: text.length - n + 1 }, (_, i) => text.slice(i, i + n))).size
  expect(new Ngrams(ids(text), 26, 5).entries()).toEqual([1, 2, 3, 4, 5, 6].map(different))
  const ngrams = new Ngrams(ids(TEXT), 26, 4)
  // "zabra": before its last letter stand z, a, b, r, and no z was ever seen.
  expect(ngrams.known(ids('zabra'), 4)).toBe(3)
  expect(ngrams.known(ids('zabra'), 5)).toBe(4)
})
