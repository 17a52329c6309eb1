/** Outputs are the bend of the pre-activations, the order is right, and the share is counted, not guessed. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { gelu } from '../../../core/ops/linear/reference.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { bendOf } from '../../../instruments/explain/bendOf.ts'
import { totalOf } from '../../../instruments/explain/terms.ts'
import { feedForwardCount, outputsOf, unitAt, unitsOf } from './units.ts'
import { termsOf } from './unitSum.ts'

test('the layer of the open model, unit by unit', async () => {
  const { core, handle, model } = await openWorld()
  const units = await unitsOf(core, handle, model, 'the sea, the sea', 1)
  const apart = units.before.map((x, i) => Math.abs(gelu(x) - units.after[i]!))
  expect(Math.max(...apart)).toBeLessThan(1e-5)
  expect(units.width).toBe(4 * model.config.nEmbd)
  for (const rank of [0, 7]) {
    const { unit, strongest } = unitAt(units, rank)
    expect(Math.max(...outputsOf(units, unit))).toBeCloseTo(strongest, 6)
  }
  expect(units.order[0]!.strongest).toBeGreaterThanOrEqual(units.order[1]!.strongest)
  const parameters = await core.weights(
    handle,
    ['c_fc.weight', 'c_fc.bias', 'c_proj.weight', 'c_proj.bias'].map((name) => `h.0.mlp.${name}`),
  )
  expect(feedForwardCount(model.config)).toBe(model.config.nLayer * parameters.reduce((sum, { data }) => sum + data.length, 0))
})

test('a unit’s number is the sum that its explanation shows, in the model’s layers', async () => {
  const { core, handle, model } = await openWorld()
  for (const layer of [0, model.config.nLayer - 1]) {
    const units = await unitsOf(core, handle, model, 'the sea', layer)
    const terms = await termsOf(core, handle, model, 'the sea', units, 3, 5)
    expect(terms).toHaveLength(model.config.nEmbd + 1)
    expect(totalOf(terms!)).toBeCloseTo(units.before[5 * units.width + 3]!, 4)
    const x = units.before[5 * units.width + 3]!
    const { tanh, y } = bendOf('gelu', x)
    expect(0.5 * x * (1 + tanh)).toBeCloseTo(y, 12)
    const { tensors } = await core.probe(handle, 'the sea', [`grad/h.${layer}.mlp.c_fc`])
    expect(tensors[0]!.data.some((value) => value !== 0)).toBe(true)
  }
})

test('other weights and other texts give other readings', async () => {
  const here = await measure(widget, {}, await openWorld())
  expect((await measure(widget, {}, await openWorld({ noise: 0.3 }))).below).not.toBe(here.below)
  expect((await measure(widget, {}, await openWorld({ text: 'Call me Ishmael. Some years ago, never mind how long' }))).below).not.toBe(
    here.below,
  )
  expect(here.share).toBeGreaterThan(0.5)
})
