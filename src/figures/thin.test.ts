/** Thinning keeps level and ends; nearest finds the neighbour. */
import { expect, test } from 'vitest'
import { nearest, thin } from './thin.ts'

const line = Array.from({ length: 1001 }, (_, i) => ({ x: i, y: 2 * i }))

test('thin bounds the number of points and keeps the line', () => {
  const few = thin(line, 100)
  expect(few).toHaveLength(101)
  expect(few.at(-1)).toEqual({ x: 1000, y: 2000 })
  for (const p of few) expect(p.y).toBeCloseTo(2 * p.x, 9)
  expect(thin(line.slice(0, 5), 100)).toEqual(line.slice(0, 5))
})

test('nearest, also at and beyond the ends', () => {
  expect(nearest(line, 41.4)?.x).toBe(41)
  expect(nearest(line, 41.6)?.x).toBe(42)
  expect(nearest(line, -5)?.x).toBe(0)
  expect(nearest(line, 5000)?.x).toBe(1000)
  expect(nearest([], 1)).toBeUndefined()
  expect(nearest([{ x: 3, y: 1 }], 1)?.x).toBe(3)
})
