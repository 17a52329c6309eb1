/** The lessons' code trains as the core does, from the same weights and over the same batches. */
import { expect, it } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { runHere } from '../../../sandbox/run.ts'
import { difference, race } from './race.ts'

it('its losses are the core’s, step by step, and fall; then it writes', async () => {
  const { core } = await openWorld()
  const steps = 30
  const so = await race(core, { steps, seed: 1 }, {}, runHere, new AbortController().signal, () => {})
  expect(so.mine).toHaveLength(steps)
  expect(difference(so)).toBeLessThan(1e-3)
  expect(so.mine.at(-1)).toBeLessThan(so.mine[0]! - 1)
  expect(so.written).toHaveLength(12 + 160)
}, 300_000)
