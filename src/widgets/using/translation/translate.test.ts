import { describe, expect, it } from 'vitest'
import { headsOf, knownPairs } from './translate.ts'

const source = 'Tom lost a red key .'.split(' ')
const words = 'Tom a perdu une clé rouge .'.split(' ')

describe('known pairs', () => {
  it('are the words that the lexicon translates, with both their places', () => {
    expect(knownPairs(source, words)).toEqual([
      { word: 0, source: 0 },
      { word: 4, source: 4 },
      { word: 5, source: 3 },
    ])
  })
  it('leave out a word that stands there twice', () => expect(knownPairs(['Tom', 'and', 'Tom'], ['Tom'])).toEqual([]))
})

describe('a head', () => {
  it('is right as often as its largest share lies on the word that is translated', () => {
    // Reads the source's place of the same number: right at Tom and at key, wrong at red.
    const straight = words.map((_, t) => source.map((_, s) => Number(s === t)))
    const { right, pairs } = headsOf([{ source, words, nLayer: 1, nHead: 1, shares: [[straight]] }])
    expect([pairs, right]).toEqual([3, [[2 / 3]]])
  })
})
