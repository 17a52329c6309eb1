/** What the lesson on bags of words says of the reviews is so. */
import { expect, test } from 'vitest'
import { reviewSentiment } from '../../src/core/data/labelled/nodeReviews.ts'
import { bagsFrom, HELD_OUT, judge, MOST } from '../../src/widgets/language/bag-of-words/bag.ts'

const from = (train: number) => bagsFrom(reviewSentiment({ train, heldOut: HELD_OUT }))

test('the table: shares of held-out sentences told right', () => {
  const table = [20, 100, 400, MOST].map((sentences) => {
    const { counts, learned, mostFrequent } = from(sentences)
    expect(mostFrequent).toBe(0.5)
    return [sentences, counts.accuracy, learned.accuracy]
  })
  expect(table).toEqual([
    [20, 0.585, 0.53],
    [100, 0.705, 0.71],
    [400, 0.79, 0.76],
    [780, 0.82, 0.81],
  ])
})

test('great stands in 29 positive sentences of 400 and in one negative; “not good” is called positive', () => {
  const bags = from(400)
  expect(bags.counts.counted.counts.get('great')).toEqual([1, 29])
  expect(judge(bags, 'counts', 'not good').positive.toFixed(2)).toBe('0.59')
  expect(judge(bags, 'learned', 'not good').positive).toBeCloseTo(0.5, 1)
})
