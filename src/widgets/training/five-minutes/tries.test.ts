/** A larger model gets fewer steps of the same arithmetic; points of one amount are joined, the best of each size. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { boughtBy, nothingYet, planOf, profiles, readingsOf, type Sizes, tryOut } from './tries.ts'

const small: Sizes = { layers: 1, heads: 1, width: 8, context: 8, batch: 2, rate: 1e-2, norm: 'before', seed: 1, work: 1 }

test('steps are what the arithmetic is enough for', async () => {
  const { core } = await openWorld()
  const [one, wide] = await Promise.all([planOf(core, small), planOf(core, { ...small, width: 64 })])
  expect(one.steps * one.flopsPerStep).toBeLessThanOrEqual(1e9)
  expect((one.steps + 1) * one.flopsPerStep).toBeGreaterThan(1e9)
  expect(wide.steps).toBeLessThan(one.steps)
  const bought = await boughtBy(core, { ...small, heads: 3 })
  expect(bought).toEqual([])
  const even = await boughtBy(core, small)
  expect(even[0]).toEqual({ parameters: one.parameters, steps: one.steps })
  expect(even.map(({ steps }) => steps)).toEqual(even.map(({ steps }) => steps).toSorted((a, b) => b - a))
})

test('a run is read at its end, and joins its like', async () => {
  const { core } = await openWorld()
  const nothing = await nothingYet(core)
  expect(nothing.pace).toBeGreaterThan(0)
  expect(readingsOf(nothing)).toBeNull()
  const after = await tryOut(core, { ...small, width: 32, batch: 8, context: 16 }, nothing, () => {})
  const [run] = after.tries
  expect(readingsOf(after)).toEqual({ bits: run!.bits, parameters: run!.parameters, steps: run!.steps, work: 1 })
  const better = { ...run!, bits: run!.bits - 1 }
  const other = { ...run!, parameters: 5, bits: 9 }
  expect(profiles([run!, better, other, { ...run!, work: 2 }])).toEqual([
    { work: 1, points: [other, better] },
    { work: 2, points: [{ ...run!, work: 2 }] },
  ])
})
