/** Both models by hand and against numbers of their own formulas. */
import { expect, it } from 'vitest'
import { type Bag, logisticRegression, logOddsOf, naiveBayes, sigmoid, wordsOf } from './bagOfWords.ts'

const bags = (list: readonly [string, number][]): Bag[] => list.map(([text, label]) => ({ seen: wordsOf(text), label }))
const four = bags([
  ['a good phone', 1],
  ['good and small', 1],
  ['a bad phone', 0],
  ['the battery is bad', 0],
])

it('words are small letters, each once', () => expect(wordsOf("Don't! A phone, a PHONE.")).toEqual(["don't", 'a', 'phone']))

it('counts: good stands in both texts of label 1 and in none of label 0', () => {
  const counted = naiveBayes(four, 2)
  expect(counted.counts.get('good')).toEqual([0, 2])
  expect(logOddsOf(counted, 'good')).toBeCloseTo(Math.log(3 / 4 / (1 / 4)), 12)
  expect(logOddsOf(counted, 'phone')).toBe(0)
  expect(logOddsOf(counted, 'never')).toBe(0)
  const [zero, one] = counted.scores(['good', 'never'])
  expect(one! - zero!).toBeCloseTo(Math.log(3), 12)
})

it('learns weights whose gradient is that of differences, and whose loss falls', () => {
  const settings = { steps: 50, learningRate: 0.5, penalty: 0 }
  const { weights, bias, losses } = logisticRegression(four, settings)
  expect(losses[0]).toBeCloseTo(Math.LN2, 12)
  for (let i = 1; i < losses.length; i++) expect(losses[i]!).toBeLessThan(losses[i - 1]!)
  expect(weights.get('good')!).toBeGreaterThan(0.5)
  expect(weights.get('bad')!).toBeLessThan(-0.5)
  const one = logisticRegression(four, { ...settings, steps: 1 })
  // at zero each error is ½ − label; good stands in two texts of four
  expect(one.weights.get('good')).toBeCloseTo((0.5 * 2 * 0.5) / 4, 12)
  expect(sigmoid(bias + weights.get('a')! + weights.get('good')!)).toBeGreaterThan(0.5)
})

it('a penalty keeps weights small', () => {
  const free = logisticRegression(four, { steps: 300, learningRate: 0.5, penalty: 0 })
  const held = logisticRegression(four, { steps: 300, learningRate: 0.5, penalty: 0.1 })
  expect(held.weights.get('good')!).toBeLessThan(free.weights.get('good')! / 2)
})
