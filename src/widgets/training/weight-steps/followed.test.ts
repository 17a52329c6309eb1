/** A weight of a real run: the figure's arithmetic gives the numbers that the run had, and other weights have others. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { followOwn, inRates, readingsOf, stepOf, toldOf } from './followed.ts'

test('every step’s arithmetic ends at the weight that the run had', async () => {
  const { core } = await openWorld()
  const followed = await followOwn(core, 'feed-forward', 37, 40)
  expect(followed.steps).toHaveLength(40)
  for (const { step, weight, m, v } of followed.steps) {
    const told = toldOf(followed, step)
    expect(told.weight).toBeCloseTo(weight, 6)
    expect(told.m).toBeCloseTo(m, 8)
    expect(told.v).toBeCloseTo(v, 8)
  }
  // The first step is as long as the rate, whatever the gradient.
  expect(Math.abs(inRates(toldOf(followed, 1)))).toBeCloseTo(1, 3)
  expect(stepOf(followed, 1000)).toBe(40)
  const gain = await followOwn(core, 'gain', 1_000_000, 40)
  expect(gain).toMatchObject({ index: 31, decays: false })
  expect(readingsOf(gain, 10).decay).toBeCloseTo(0, 12)
  expect((await core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
})
