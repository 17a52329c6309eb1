import { describe, expect, it } from 'vitest'
import { spansOf } from './summary.ts'

describe('spans of a summary', () => {
  const source = 'Tom went to the market . He lost an old key .'.split(' ')

  it('are the longest runs that the story has, whatever the case of their letters', () => {
    expect(spansOf(source, 'To the market Tom lost an old key .'.split(' '))).toEqual([
      { words: ['To', 'the', 'market'], from: 2 },
      { words: ['Tom'], from: 0 },
      { words: ['lost', 'an', 'old', 'key', '.'], from: 7 },
    ])
  })

  it('put words of the model’s own together', () => {
    expect(spansOf(source, ['but', 'she', 'lost'])).toEqual([
      { words: ['but', 'she'], from: null },
      { words: ['lost'], from: 7 },
    ])
  })
})
