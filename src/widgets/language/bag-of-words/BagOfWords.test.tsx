/** The figure adds up what the models say, and the order of words adds nothing. */
import { expect, test } from 'vitest'
import type { LabelledSet } from '../../../core/data/labelled/labelled.ts'
import { bagsFrom, judge, strongest } from './bag.ts'

const set: LabelledSet = {
  id: 'reviews',
  form: 'classification',
  title: 'four sentences',
  credit: 'this test',
  labels: ['negative', 'positive'],
  keep: 'start',
  train: [
    { texts: ['A good phone'], label: 1 },
    { texts: ['good sound, good price'], label: 1 },
    { texts: ['bad sound'], label: 0 },
    { texts: ['A bad, bad phone'], label: 0 },
  ],
  heldOut: [
    { texts: ['good phone'], label: 1 },
    { texts: ['a bad price'], label: 0 },
    { texts: ['not good'], label: 0 },
  ],
}

test.each(['counts', 'learned'] as const)('%s: a sentence is the sum of its words, in any order', (method) => {
  const bags = bagsFrom(set)
  const { words, start, logOdds, positive } = judge(bags, method, 'good sound and a bad price')
  expect(logOdds).toBeCloseTo(
    words.reduce((sum, { weight }) => sum + weight, start),
    12,
  )
  expect(judge(bags, method, 'bad sound and a good price').positive).toBeCloseTo(positive, 12)
  expect(words.find(({ word }) => word === 'and')).toEqual({ word: 'and', weight: 0, known: false })
  const list = strongest(bags, method)
  expect(list[0]!.word).toBe('bad')
  expect(list.at(-1)!.word).toBe('good')
  // two of three: it cannot know what “not” does, which it never saw
  expect(bags[method].accuracy).toBeCloseTo(2 / 3, 12)
})
