/** Bins and the calibration error by hand, and a short round of questions. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { askAll, binsOf, calibrationError, readingsOf } from './askAll.ts'

const answers = [
  { share: 0.95, right: true },
  { share: 0.91, right: false },
  { share: 0.55, right: true },
  { share: 1, right: true },
]

test('a bin holds the mean share and the share that was right', () => {
  const bins = binsOf(answers)
  expect(bins.map(({ count }) => count)).toEqual([1, 3])
  expect(bins[1]!.confidence).toBeCloseTo((0.95 + 0.91 + 1) / 3)
  expect(bins[1]!.accuracy).toBeCloseTo(2 / 3)
  // 1/4 · |.55 − 1| + 3/4 · |.9533 − .6667|
  expect(calibrationError(answers)).toBeCloseTo(0.25 * 0.45 + 0.75 * (2.86 / 3 - 2 / 3), 6)
})

test('stories are asked one after the other, until somebody stops', async () => {
  const { core, handle, model } = await openWorld({ folder: 'world' })
  const world = { core, handle, context: model.config.nCtx, signal: new AbortController().signal }
  let heard = 0
  const outcome = await askAll(world, { task: 'endings', prompt: 'felt', examples: 10 }, () => heard++)
  expect(heard).toBe(10)
  const { accuracy, confidence, over } = readingsOf(outcome)
  expect(accuracy).toBeGreaterThan(0.7)
  expect(over).toBeCloseTo(confidence! - accuracy!, 9)
  const stopped = { ...world, signal: AbortSignal.abort() }
  await expect(askAll(stopped, { task: 'endings', prompt: 'felt', examples: 10 })).rejects.toBeDefined()
}, 60_000)
