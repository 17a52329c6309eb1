/** The lengths are those of the probed gradients; the shapes differ; nothing is left behind. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { depthOf } from './depth.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { SHAPES, type ShapeName } from './shapes.ts'

test.each(Object.keys(SHAPES) as ShapeName[])('%s: a gradient at every depth', async (shape) => {
  const { core } = await openWorld()
  const { start, end, loss } = await depthOf(core, { shape, layers: 3, steps: 4, text: 'the ship went down to the sea' })
  for (const lengths of [start, end]) {
    expect(lengths).toHaveLength(3)
    for (const length of lengths) expect(length).toBeGreaterThan(0)
  }
  expect(end).not.toEqual(start)
  expect(loss).toBeGreaterThan(0)
  expect((await core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
})

test('with norms after the sums the lower blocks get little of the gradient after training; with norms first they do not', async () => {
  const world = await openWorld()
  const post = await measure(widget, { shape: 'post', layers: 8, steps: 60 }, world)
  const pre = await measure(widget, { shape: 'pre', layers: 8, steps: 60 }, world)
  expect(post.ratioEnd).toBeLessThan(post.ratioStart! / 4)
  expect(pre.ratioEnd).toBeGreaterThan(0.5)
}, 60_000)
