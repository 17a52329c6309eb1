/** The ruler of a large vocabulary is as wide as that of a small one, and made of few elements. */
import { expect, test } from 'vitest'
import { laidOut } from './DiceRuler.tsx'

const entry = (id: number, kept: number) => ({ id, token: String(id), logit: 0, scaled: 0, probability: kept, kept })

test('shares that are seen stand one by one, end to end', () => {
  const { segments, thin } = laidOut([entry(0, 0.5), entry(1, 0.3), entry(2, 0.2)], 100)
  expect(segments.map(({ x, w }) => [x, w])).toEqual([
    [0, 50],
    [50, 30],
    [80, 20],
  ])
  expect(thin).toBe('')
})

test('forty thousand thin ones are one band, but for the one that was rolled', () => {
  const entries = [entry(0, 0.5), ...Array.from({ length: 40_000 }, (_, i) => entry(i + 1, 0.5 / 40_000))]
  const { segments, thin } = laidOut(entries, 300, 20_001)
  expect(segments.map(({ entry }) => entry.id)).toEqual([0, 20_001])
  expect(segments[1]!.x).toBeCloseTo(225, 1)
  expect(thin.match(/M/g)).toHaveLength(2)
  expect(thin.endsWith('H225.00Z')).toBe(true)
  expect(thin).toContain('H300.00V')
})
