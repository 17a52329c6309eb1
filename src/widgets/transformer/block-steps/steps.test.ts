/** Every step of the block is the model's own number, on every layer. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import { assemble, rowOf } from './steps.ts'
import widget from './widget.ts'

test('all steps agree with the model, in the first block and in the last', async () => {
  const world = await openWorld()
  for (const layer of [0, world.model.config.nLayer - 1])
    expect((await measure(widget, { text: 'the old man', layer }, world)).difference).toBeLessThan(1e-3)
})

test('the chosen token’s sum is its input and what attention adds', async () => {
  const { core, handle, model } = await openWorld()
  const block = await assemble(core, handle, model, { text: 'the old man', layer: 1, place: 3 })
  const [input, attention, sum] = [rowOf(block, 'input'), rowOf(block, 'attention'), rowOf(block, 'sum1')]
  for (const [i, x] of sum.entries()) expect(x).toBeCloseTo(input[i]! + attention[i]!, 10)
})

test('a model whose blocks are built otherwise is refused in words', async () => {
  const { core, handle, model } = await openWorld()
  const other = { ...model, config: { ...model.config, variant: { norm: 'pre' as const } } }
  await expect(assemble(core, handle, other, { text: 'the old man', layer: 0, place: 0 })).rejects.toMatchObject({ code: 'bad-config' })
})
