/** Curves stay short, keep their level and their end, and do not depend on how they came to be. */
import { expect, test } from 'vitest'
import { extended, type LossPoint, pointOf, thinned } from './curve.ts'

const noisy = (from: number, count: number): LossPoint[] =>
  Array.from({ length: count }, (_, i) => ({ step: from + i, loss: 3 + Math.sin((from + i) * 1.7) / (1 + (from + i) / 500) }))

test('short curves are kept as they were measured', () => {
  expect(thinned(noisy(1, 10), 10)).toEqual(noisy(1, 10))
})

test('long curves are short, ordered, and end with what was measured', () => {
  let curve: LossPoint[] = []
  for (let step = 1; step <= 100_000; step += 100) curve = extended(curve, noisy(step, 100))
  expect(curve.length).toBeLessThanOrEqual(500 + 256)
  expect(curve.at(-1)).toEqual(noisy(100_000, 1)[0])
  for (let i = 1; i < curve.length; i++) expect(curve[i]!.step).toBeGreaterThan(curve[i - 1]!.step)
})

test('a point is the mean of the steps that it stands for', () => {
  const curve = thinned(
    Array.from({ length: 1000 }, (_, i) => ({ step: i + 1, loss: i + 1 })),
    250,
  )
  expect(curve.slice(0, 2)).toEqual([
    { step: 4, loss: 2.5 },
    { step: 8, loss: 6.5 },
  ])
  expect(curve).toHaveLength(250)
})

test('of fine-tuning each loss has its own mean, and one that λ = 0 leaves out stays out', () => {
  const steps = Array.from({ length: 4 }, (_, i) => pointOf({ step: i + 1, loss: 3 + i, fineTuning: { taskLoss: 2 * i, tokenLoss: i } }))
  expect(thinned(steps, 2)).toEqual([
    { step: 2, loss: 3.5, taskLoss: 1, tokenLoss: 0.5 },
    { step: 4, loss: 5.5, taskLoss: 5, tokenLoss: 2.5 },
  ])
  expect(pointOf({ step: 1, loss: 1, fineTuning: { taskLoss: 1, tokenLoss: null } })).toEqual({ step: 1, loss: 1, taskLoss: 1 })
  expect(pointOf({ step: 1, loss: 1 })).toEqual({ step: 1, loss: 1 })
})

test.each([1, 7, 64, 333])('in pieces of %i steps or at once, the same bits', (piece) => {
  let curve: LossPoint[] = []
  const steps = 5000
  for (let step = 1; step <= steps; step += piece) curve = extended(curve, noisy(step, Math.min(piece, steps - step + 1)), 100)
  expect(curve).toEqual(thinned(noisy(1, steps), 100))
})

test('a curve that was kept by another rule is thinned too', () => {
  const old = noisy(1, 3000).filter(({ step }) => step % 3 === 0)
  const curve = extended(old, noisy(3001, 3000))
  expect(curve.length).toBeLessThanOrEqual(500 + 16)
  expect(thinned([{ step: 100, loss: 1.5 }])).toEqual([{ step: 100, loss: 1.5 }])
  expect(thinned([])).toEqual([])
})
