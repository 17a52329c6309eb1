/** The lessons' code trains as the core does, from the same weights and over the same batches. */
import { expect, it } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { runHere } from '../../../sandbox/run.ts'
import { difference, lastLoss, race } from './race.ts'

it('its losses are the core’s, step by step, and fall; then it writes', async () => {
  const { core } = await openWorld()
  const began = performance.now()
  const so = await race(
    core,
    { steps: Number(process.env.STEPS ?? 60), seed: Number(process.env.SEED ?? 1) },
    {},
    runHere,
    new AbortController().signal,
    () => {},
  )
  console.log(
    ((performance.now() - began) / 1000).toFixed(1),
    's',
    so.seconds,
    lastLoss(so.mine),
    lastLoss(so.core),
    difference(so),
    so.validationLoss,
    so.bigramLoss,
    so.lines,
    JSON.stringify(so.written),
  )
  expect(so.mine).toHaveLength(so.steps)
  expect(difference(so)).toBeLessThan(1e-3)
  expect(so.mine.at(-1)).toBeLessThan(so.mine[0]! - 0.5)
  expect(so.written).toHaveLength(12 + 160)
}, 300_000)
