/** What order teaches: two runs on the small world, measured on stories that were held out. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { race, readingsOf } from './race.ts'

test('from shuffled sentences the second half of a story is not learned as well', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  const readings = readingsOf(await race(core, { characters: 60_000, steps: 300, seed: 1 }))
  expect(readings.lateShuffled! - readings.lateWhole!).toBeGreaterThan(0.05)
  expect(Math.abs(readings.earlyShuffled! - readings.earlyWhole!)).toBeLessThan(0.05)
})
