/** Outputs are the bend of the pre-activations, the order is right, and the share is counted, not guessed. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../tests/support/world.ts'
import { gelu } from '../../core/ops/linear/reference.ts'
import { measure } from './measure.ts'
import { feedForwardCount, outputsOf, unitAt, unitsOf } from './units.ts'

test('the layer of the open model, unit by unit', async () => {
  const { core, model } = await openWorld()
  const units = await unitsOf(core, model, 'the sea, the sea', 1)
  const apart = units.before.map((x, i) => Math.abs(gelu(x) - units.after[i]!))
  expect(Math.max(...apart)).toBeLessThan(1e-5)
  expect(units.width).toBe(4 * model.config.nEmbd)
  for (const rank of [0, 7]) {
    const { unit, strongest } = unitAt(units, rank)
    expect(Math.max(...outputsOf(units, unit))).toBeCloseTo(strongest, 6)
  }
  expect(units.order[0]!.strongest).toBeGreaterThanOrEqual(units.order[1]!.strongest)
  const { tensors } = await core.probe('a', ['c_fc.weight', 'c_fc.bias', 'c_proj.weight', 'c_proj.bias'].map((name) => `h.0.mlp.${name}`))
  expect(feedForwardCount(model.config)).toBe(model.config.nLayer * tensors.reduce((sum, { data }) => sum + data.length, 0))
})

test('other weights and other texts give other readings', async () => {
  const here = await measure({}, await openWorld())
  expect((await measure({}, await openWorld({ noise: 0.3 }))).below).not.toBe(here.below)
  expect((await measure({}, await openWorld({ text: 'Call me Ishmael. Some years ago, never mind how long' }))).below).not.toBe(here.below)
  expect(here.share).toBeGreaterThan(0.5)
})
