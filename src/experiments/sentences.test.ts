/** Shuffled sentences are the same sentences. */
import { expect, test } from 'vitest'
import { mixedSentences, sentencesOf, shuffledOrder } from './sentences.ts'

test('sentences end at a mark and a blank', () =>
  expect(sentencesOf('He ran. “Stop!” she said. Why? ')).toEqual(['He ran.', '“Stop!”', 'she said.', 'Why?']))

test('an order is a permutation, by the seed, and never the first one', () => {
  for (let seed = 1; seed < 20; seed++) {
    const order = shuffledOrder(3, seed)
    expect([...order].sort()).toEqual([0, 1, 2])
    expect(order).not.toEqual([0, 1, 2])
    expect(shuffledOrder(3, seed)).toEqual(order)
  }
  expect(shuffledOrder(1, 1)).toEqual([0])
})

test('paragraphs keep their lengths and the text its sentences', () => {
  const text = 'A one. B two. C three.\n\nD four. E five.'
  const mixed = mixedSentences(text, 2)
  expect(mixed.split('\n\n').map((p) => sentencesOf(p).length)).toEqual([3, 2])
  expect(mixed.split('\n\n').flatMap(sentencesOf).sort()).toEqual(text.split('\n\n').flatMap(sentencesOf).sort())
  expect(mixed).not.toBe(text)
})
