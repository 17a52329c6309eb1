/** What both runs are measured by: the mask makes training and writing the same task, and without it they are not. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { race, readingsOf } from './race.ts'

test('with the mask a place costs the same in training and in writing; without it the model copies and cannot write', async () => {
  const world = await openWorld()
  const outcome = await race(world.core, { context: 4, width: 32, steps: 600 })
  const { masked, unmasked } = outcome
  for (const [i, loss] of masked.places!.training.entries()) expect(masked.places!.writing[i]).toBeCloseTo(loss, 3)
  expect(unmasked.places!.writing.at(-1)).toBeCloseTo(unmasked.places!.training.at(-1)!, 3)
  const readings = readingsOf(outcome)
  expect(readings.copied).toBeLessThan(0.2)
  expect(readings.lossUnmasked).toBeLessThan(readings.lossMasked / 2)
  expect(readings.writingUnmasked).toBeGreaterThan(readings.writingMasked + 1)
  expect(readings.lastPlace).toBeGreaterThan(1)
  expect((await world.core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
})
