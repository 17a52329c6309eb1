import { describe, expect, it } from 'vitest'
import { hash32 } from '../random.ts'
import { bigramLoss } from './bigram.ts'

describe('bigramLoss', () => {
  it('agrees with a calculation by hand', () => {
    // train a b a b a c: a is followed by b, b, c and b by a, a; the unigrams with one added are a 4/9, b 3/9, c 2/9
    const train = Int32Array.of(0, 1, 0, 1, 0, 2)
    const afterA = { b: (2 + 2 * (3 / 9)) / (3 + 2), c: (1 + 2 * (2 / 9)) / (3 + 2) }
    const afterB = { a: (2 + 1 * (4 / 9)) / (2 + 1) }
    const afterC = { b: 3 / 9 } // never seen before anything: the unigrams alone
    const expected = -(Math.log(afterA.b) + Math.log(afterB.a) + Math.log(afterA.c) + Math.log(afterC.b)) / 4
    expect(bigramLoss(train, Int32Array.of(0, 1, 0, 2, 1), 3)).toBeCloseTo(expected, 12)
  })

  it('is a probability: over all followers it sums to one', () => {
    const train = Int32Array.from({ length: 200 }, (_, i) => hash32(i) % 7)
    for (let a = 0; a < 9; a++) {
      let sum = 0
      for (let b = 0; b < 9; b++) sum += Math.exp(-bigramLoss(train, Int32Array.of(a, b), 9))
      expect(sum).toBeCloseTo(1, 12)
    }
  })

  it('takes memory by the pairs that occur when the vocabulary is large', () => {
    const train = Int32Array.from({ length: 20_000 }, (_, i) => hash32(i) % 500)
    const validation = train.slice(0, 2000)
    const large = bigramLoss(train, validation, 131_072)
    // the same pairs in a small vocabulary go through the other way of counting; spreading one count over 131,072 tokens costs a little
    expect(large).toBeGreaterThan(bigramLoss(train, validation, 500))
    expect(bigramLoss(train, validation, 1025)).toBeCloseTo(bigramLoss(train, validation, 1024), 3)
  })
})
