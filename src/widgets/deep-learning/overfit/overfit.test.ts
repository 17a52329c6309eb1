/** Both runs are trained and forgotten; equal settings end equal; a passage that was copied is found. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import { longestCopy } from './runs.ts'
import widget from './widget.ts'

test('equal settings end equal, and dropout makes a difference', async () => {
  const world = await openWorld()
  const before = [(await world.core.models()).length, (await world.core.texts()).length]
  const same = await measure(widget, { steps: 20, dropout: 0, decay: 0 }, world)
  expect(same.gain).toBe(0)
  expect(same.plainBest).toBeLessThanOrEqual(same.plainEnd!)
  expect((await measure(widget, { steps: 20, dropout: 0.5, decay: 0 }, world)).gain).not.toBe(0)
  expect([(await world.core.models()).length, (await world.core.texts()).length]).toEqual(before)
})

test('the longest copy', () => {
  expect(longestCopy('the cat on a mat', 'a cat on an island')).toBe(' cat on a')
  expect(longestCopy('xyz', 'abc')).toBe('')
})
