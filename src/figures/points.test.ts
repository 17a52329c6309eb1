/** Nearest finds the neighbour. */
import { expect, test } from 'vitest'
import { nearest } from './points.ts'

const line = Array.from({ length: 1001 }, (_, i) => ({ x: i, y: 2 * i }))

test('nearest, also at and beyond the ends', () => {
  expect(nearest(line, 41.4)?.x).toBe(41)
  expect(nearest(line, 41.6)?.x).toBe(42)
  expect(nearest(line, -5)?.x).toBe(0)
  expect(nearest(line, 5000)?.x).toBe(1000)
  expect(nearest([], 1)).toBeUndefined()
  expect(nearest([{ x: 3, y: 1 }], 1)?.x).toBe(3)
})
