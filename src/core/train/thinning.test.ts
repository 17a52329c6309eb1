/** A run's past stays even, whatever it is thinned to. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capacity, mostCrowded } from './thinning.ts'

function thinned(steps: readonly number[], room: number): number[] {
  let kept: number[] = []
  for (const step of steps) {
    kept.push(step)
    if (kept.length > room) {
      const gone = mostCrowded(kept)
      kept = kept.filter((each) => each !== gone)
    }
  }
  return kept
}

test('a regular run thinned as it goes keeps its ends and even gaps between', () => {
  const every = Array.from({ length: 1000 }, (_, i) => i * 10)
  for (const room of [3, 7, 16, 50]) {
    const kept = thinned(every, room)
    expect(kept).toHaveLength(room)
    expect([kept[0], kept.at(-1)]).toEqual([0, 9990])
    // The last gap is still growing; all others are of a size.
    const gaps = kept.slice(1, -1).map((step, i) => step - kept[i]!)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(3 * Math.min(...gaps))
  }
})

test('what goes is never the first or the last', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1e6), { minLength: 3, maxLength: 40 }), (some) => {
      const steps = some.sort((a, b) => a - b)
      const gone = mostCrowded(steps)
      expect(steps.slice(1, -1)).toContain(gone)
    }),
  )
})

test('what is pinned stays', () => {
  expect(mostCrowded([0, 1, 2, 10])).toBe(1)
  expect(mostCrowded([0, 1, 2, 10], new Set([1]))).toBe(2)
  expect(mostCrowded([0, 1, 2, 10], new Set([1, 2]))).toBeNull()
  expect(mostCrowded([0, 10])).toBeNull()
})

test('a budget holds at least two', () => {
  expect(capacity(1000, 300)).toBe(3)
  expect(capacity(10, 300)).toBe(2)
})
