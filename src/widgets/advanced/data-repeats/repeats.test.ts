/** Every piece has all characters, none reaches the held-out part, and all runs read as much. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { EPOCHS, type Progress, readAgain, readingsOf } from './repeats.ts'

test('four runs that read as much, of less and less', { timeout: 120_000 }, async () => {
  const { core, text } = await openWorld()
  const texts = (await core.texts()).length
  const reports: Progress[] = []
  const done = await readAgain(core, { steps: 300, seed: 1 }, (so) => reports.push(so), text)
  expect(done.map(({ epochs, unique }) => epochs * unique)).toEqual(EPOCHS.map(() => 300 * 256))
  expect(readingsOf(done)!.four).toBeCloseTo(done[1]!.heldOut - done[0]!.heldOut)
  expect(reports.at(-1)).toMatchObject({ epochs: 64, step: 300 })
  expect(readingsOf(done.slice(0, 3))).toBe(null)
  expect(await core.texts()).toHaveLength(texts)
})
