/** An open forget gate keeps more of the gradient, and nothing stays behind. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

test('the forget gate decides how much of the gradient is kept', async () => {
  const world = await openWorld()
  const before = [(await world.core.models()).length, (await world.core.texts()).length]
  const closed = await measure(widget, { steps: 4, forget: -1 }, world)
  const open = await measure(widget, { steps: 4, forget: 4 }, world)
  expect(open.rnnKept).toBe(closed.rnnKept)
  expect(open.lstmKept).toBeGreaterThan(10 * closed.lstmKept!)
  expect(open.lstmKept).toBeGreaterThan(open.rnnKept!)
  expect([(await world.core.models()).length, (await world.core.texts()).length]).toEqual(before)
})
