/** The straight line is the gradient's, and a shorter move follows it more closely. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { measureSlice } from './slice.ts'

test('the steepest weight is moved, and the loss follows the gradient', async () => {
  const world = await openWorld()
  const text = 'The people of the United States'
  const near = await measure(widget, { text, span: 0.1 }, world)
  const far = await measure(widget, { text, span: 2 }, world)
  expect(near.index).toBe(far.index)
  expect(near.error).toBeLessThan(0.1)
  expect(near.error!).toBeLessThan(far.error!)
  const { tensors } = await world.core.probe(world.handle, text, ['grad/h.0.mlp.c_fc.weight'])
  expect(near.gradient).toBeCloseTo(tensors[0]!.data[near.index!]!, 6)
  expect(Math.abs(near.gradient!)).toBeCloseTo(Math.max(...tensors[0]!.data.map(Math.abs)), 6)
})

test('a tensor that the model does not have falls back to one that it has', async () => {
  const { core, handle } = await openWorld()
  const slice = await measureSlice(core, handle, 'The end', { tensor: 'h.9.mlp.c_fc.weight' })
  expect(slice.shape).toHaveLength(2)
  expect(slice.moves).toHaveLength(10)
})
