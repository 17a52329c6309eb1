/** Curves stay bounded and keep their ends. */
import { expect, test } from 'vitest'
import { extend, type LossPoint } from './curve.ts'

const points = (from: number, count: number): LossPoint[] => Array.from({ length: count }, (_, i) => ({ step: from + i, loss: from + i }))

test('short curves are kept as they are', () => {
  expect(extend(points(1, 3), points(4, 2), 10)).toEqual(points(1, 5))
})

test('long curves are bounded, ordered, and end with what was measured', () => {
  let curve: LossPoint[] = []
  for (let step = 1; step <= 100_000; step += 100) curve = extend(curve, points(step, 100), 500)
  expect(curve.length).toBeLessThanOrEqual(500)
  expect(curve.at(-1)).toEqual({ step: 100_000, loss: 100_000 })
  for (let i = 1; i < curve.length; i++) expect(curve[i]!.step).toBeGreaterThan(curve[i - 1]!.step)
})

test('averaging keeps the level', () => {
  const flat = extend(
    [],
    Array.from({ length: 999 }, (_, i) => ({ step: i, loss: 2 })),
    100,
  )
  expect(flat.every((p) => p.loss === 2)).toBe(true)
})
