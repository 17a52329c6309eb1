import { describe, expect, it } from 'vitest'
import { rouge, rougeWords } from './rouge.ts'
import { orders } from './bleu.ts'

describe('ROUGE', () => {
  // Worked by hand: common words are the, cat and sat; common pairs "the cat" alone; the cat … sat is no subsequence of both.
  const candidate = 'Sat the cat.'
  const reference = 'The cat sat down.'

  it('counts words, pairs of words, and words in the same order', () => {
    const { one, two, l } = rouge(candidate, reference)
    expect([one.matches, two.matches, l.matches]).toEqual([3, 1, 2])
    expect([one.precision, one.recall]).toEqual([1, 0.75])
    expect(one.f).toBeCloseTo(6 / 7, 12)
    expect([two.precision, two.recall]).toEqual([1 / 2, 1 / 3])
  })

  it('says which words it counted', () => {
    const { two, l } = rouge(candidate, reference)
    expect([two.candidate, two.reference]).toEqual([
      [1, 2],
      [0, 1],
    ])
    expect([l.candidate, l.reference]).toEqual([
      [1, 2],
      [0, 1],
    ])
  })

  it('counts a word at most as often as the reference has it', () => {
    expect(rouge('the the the', 'the cat').one).toMatchObject({ matches: 1, candidate: [0] })
  })

  it('knows where its words stand in the text', () => {
    expect(rougeWords('“Tom’s key”').map(({ from, to }) => '“Tom’s key”'.slice(from, to))).toEqual(['Tom', 's', 'key'])
  })

  it('is 0 of a text without words', () => {
    expect(rouge('…', reference).l).toMatchObject({ precision: 0, recall: 0, f: 0, matches: 0 })
  })
})

describe('the n-grams of BLEU', () => {
  it('are told with their places', () => {
    const [, pairs] = orders(['a', 'b', 'a', 'b'], ['b', 'a', 'b'])
    expect(pairs).toMatchObject({ count: 2, candidate: 3, reference: 2 })
    expect(pairs!.places).toEqual([
      { candidate: 0, reference: 1 },
      { candidate: 1, reference: 0 },
    ])
  })
})
