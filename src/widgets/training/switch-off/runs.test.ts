/** Pairs share everything but the setting; the runs with all settings serve every switch. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { differencesOf, predicted, type Progress, readingsOf, secondsFor, switchOff } from './runs.ts'
import { baseline, SWITCHES, SWITCH_NAMES } from './switches.ts'

const TEXT = { kind: 'bundled', id: 'moby-dick' } as const

test.each(SWITCH_NAMES)('%s changes its setting and nothing else', (name) => {
  const before = baseline(TEXT, 2)
  const after = SWITCHES[name].change(baseline(TEXT, 2))
  expect(after).not.toEqual(before)
  const { batch, steps, nCtx } = { ...after.training, ...after.sizes }
  // As many tokens are read either way.
  expect(batch * steps * nCtx).toBe(before.training.batch * before.training.steps * before.sizes.nCtx)
  expect(after.training.seed).toBe(2)
})

test('three pairs the first time, and then three runs', { timeout: 300_000 }, async () => {
  const { core } = await openWorld()
  const reports: Progress[] = []
  const nothing = await predicted(core, 30)
  expect(readingsOf(nothing, 'warmup')).toBe(null)
  const first = await switchOff(core, 'warmup', nothing, (so) => reports.push(so))
  expect(reports.at(-1)).toMatchObject({ run: 5, runs: 6, seed: 3, which: 'off' })
  expect(differencesOf(first, 'warmup')).toHaveLength(3)
  expect(secondsFor(first, 'decay')).toBeLessThan(secondsFor(nothing, 'decay'))
  const second = await switchOff(core, 'decay', first, (so) => reports.push(so))
  expect(reports.at(-1)).toMatchObject({ run: 2, runs: 3 })
  expect(second.base).toEqual(first.base)
  const { difference, half } = readingsOf(second, 'warmup')!
  expect(Math.abs(difference!)).toBeGreaterThan(0)
  expect(half!).toBeGreaterThan(0)
})
