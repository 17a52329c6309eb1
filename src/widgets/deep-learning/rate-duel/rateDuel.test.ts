/** The two runs differ in their rate and in nothing else, and leave the world as it was. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

test('a rate that is far too high ends with a higher loss; equal rates end alike', async () => {
  const world = await openWorld()
  const before = await world.core.models()
  const { lowLoss, highLoss, gap } = await measure(widget, { low: 0.003, high: 0.5, steps: 60 }, world)
  expect(highLoss).toBeGreaterThan(lowLoss! + 0.2)
  expect(gap).toBe(highLoss! - lowLoss!)
  expect(await measure(widget, { low: 0.003, high: 0.003, steps: 20 }, world)).toMatchObject({ gap: 0 })
  expect(await world.core.models()).toEqual(before)
})
