/** A set of one's own: split once, labels in a reader's order, and what is wrong with it in one sentence. */
import { describe, expect, it } from 'vitest'
import { ownSet } from './own.ts'

const rows = (count: number, labels: readonly string[]) =>
  Array.from({ length: count }, (_, i) => ({ text: `text number ${i}`, label: labels[i % labels.length]! }))

describe('a labelled set of the learner’s own', () => {
  it('holds a fifth out, the same rows every time, and none on both sides', () => {
    const set = ownSet('mine', rows(100, ['b', 'a']))
    expect([set.train.length, set.heldOut.length]).toEqual([80, 20])
    expect(set.labels).toEqual(['a', 'b'])
    expect(ownSet('mine', rows(100, ['b', 'a']))).toEqual(set)
    const learned = new Set(set.train.map(({ texts }) => texts[0]))
    expect(set.heldOut.filter(({ texts }) => learned.has(texts[0]))).toEqual([])
  })

  it('takes numbers as names, in the order in which one counts', () => {
    expect(ownSet('stars', rows(60, ['10', '2', '1'])).labels).toEqual(['1', '2', '10'])
  })

  it('says of 100,000 rows at once that they are too many', () => {
    const begun = performance.now()
    expect(() => ownSet('mine', rows(100_000, ['a', 'b']))).toThrow('There are 100000 rows, but at most 50000 are read.')
    expect(performance.now() - begun).toBeLessThan(5000)
  })

  it.each([
    [rows(3, ['a', 'b']), 'There are 3 different rows, but 10 are the fewest that can be learned from and measured on.'],
    [rows(40, ['a']), 'Every row has the label "a", so there is nothing to tell apart.'],
    [[...rows(40, ['a', 'b']), { text: 'no label', label: ' ' }], 'Row 41 has no label.'],
    [[...rows(40, ['a', 'b']), { text: '', label: 'a' }], 'Row 41 has no text.'],
    [
      rows(
        200,
        Array.from({ length: 100 }, (_, i) => `l${i}`),
      ),
      'There are 100 labels, but at most 50 can be told apart here.',
    ],
  ])('says what is wrong in a sentence', (wrong, says) => {
    expect(() => ownSet('mine', wrong)).toThrow(says)
  })
})
