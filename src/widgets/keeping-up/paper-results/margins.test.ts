/** The margins are the paper's, and the interval is that of a simulated test set. */
import { expect, test } from 'vitest'
import { ABLATIONS, RESULTS } from '../../../facts/results.ts'
import { streamKey, uniform } from '../../../core/random.ts'
import { halfWidth, lossesOf, marginsOf, readingsOf } from './margins.ts'

test('the abstract’s three improvements stand in the tables', () => {
  const margin = (id: string) => marginsOf(0).find((each) => each.id === id)!.margin
  expect(margin('story-cloze')).toBe(8.9)
  expect(margin('mnli-m')).toBe(1.5)
})

test('nine of twelve data sets: MNLI’s two rows are one, RACE’s two are one', () => {
  const names = RESULTS.map(({ id }) => id.replace(/-(m|mm|h)$/, ''))
  expect(new Set(names).size).toBe(12)
  const lost = new Set(RESULTS.filter(({ gpt1, before }) => gpt1 < before).map(({ id }) => id))
  expect([...lost]).toEqual(['rte', 'sst2', 'mrpc'])
})

// The paper averaged before it rounded.
test('the averages of table 5 are those of its rows', () => {
  for (const { average, scores } of ABLATIONS) {
    expect(Math.abs(scores.reduce((a, b) => a + b, 0) / scores.length - average)).toBeLessThan(0.07)
  }
})

/** Of many test sets on which two independent models are asked, how often the interval misses the true difference. */
test('of intervals around simulated differences, about one in twenty misses the truth', () => {
  const [p, q, n, sets] = [0.62, 0.55, 400, 3000]
  const key = streamKey(7, 0, 0x7061)
  let missed = 0
  for (let set = 0, at = 0; set < sets; set++) {
    let [first, second] = [0, 0]
    for (let i = 0; i < n; i++) {
      if (uniform(key, at++) < p) first++
      if (uniform(key, at++) < q) second++
    }
    const difference = (first - second) / n
    if (Math.abs(difference - (p - q)) > halfWidth(first / n, second / n, n, 0)) missed++
  }
  expect(missed / sets).toBeGreaterThan(0.035)
  expect(missed / sets).toBeLessThan(0.065)
})

test('the more two models err alike, the narrower; never wider than of independent ones', () => {
  const widths = [0, 0.25, 0.5, 0.75, 1].map((agreement) => halfWidth(0.9, 0.893, 10_000, agreement))
  for (let i = 1; i < widths.length; i++) expect(widths[i]!).toBeLessThan(widths[i - 1]!)
})

test('of independent models, two accuracies are open: SNLI and RACE of the middle schools', () => {
  const open = marginsOf(0).filter(({ half, verdict }) => half !== null && verdict === 'open')
  expect(open.map(({ id }) => id)).toEqual(['snli', 'race-m'])
  expect(readingsOf(marginsOf(0))).toMatchObject({ higher: 11, ahead: 6, behind: 2, open: 2 })
})

test('without the auxiliary objective the average is higher, and four tasks are lower', () => {
  const [, auxiliary] = lossesOf()
  expect(auxiliary!.average).toBe(0.3)
  expect(auxiliary!.changes.filter((change) => change < 0)).toHaveLength(4)
})
