/** A text comes back at growing distances; forgotten, it comes back sooner; without questions it fades. */
import { expect, test } from 'vitest'
import { readingsOf, spacingOf, YEAR } from './spacing.ts'

test('remembered each time, the distances grow, and recall stays above what is left without questions', () => {
  const { asked, recall, alone, next } = spacingOf('rrrr')
  const gaps = asked.map(({ day }, i) => day - (asked[i - 1]?.day ?? 0))
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
  expect(next).toBeGreaterThan(YEAR)
  expect(recall).toHaveLength(YEAR + 1)
  for (const { day } of asked) expect(recall[day + 1]!.y).toBeGreaterThan(recall[day]!.y)
  expect(recall.at(-1)!.y).toBeGreaterThan(alone.at(-1)!.y)
})

test('forgotten once, it is asked more often, and the next day', () => {
  const { asked } = spacingOf('rf')
  expect(asked[2]!.day - asked[1]!.day).toBeLessThan(4)
  expect(readingsOf(spacingOf('rf')).asked).toBeGreaterThan(readingsOf(spacingOf('rr')).asked)
  expect(readingsOf(spacingOf('rf')).forgotten).toBe(1)
})

test('always forgotten, it comes every day and not more', () => {
  const { asked } = spacingOf('f'.repeat(12))
  expect(asked.slice(0, 12).every(({ day }, i) => i === 0 || day > asked[i - 1]!.day)).toBe(true)
})

test('the days and counts that the lesson gives', () => {
  expect(spacingOf('rrrr').asked.map(({ day }) => day)).toEqual([3, 17, 74, 270])
  expect(readingsOf(spacingOf('rrrr')).alone).toBeCloseTo(67, 0)
  expect(['f', 'rf', 'rrf', 'rrrf'].map((answers) => readingsOf(spacingOf(answers)).asked)).toEqual([8, 8, 8, 7])
})
