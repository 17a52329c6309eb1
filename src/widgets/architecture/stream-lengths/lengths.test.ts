/** The stream that a layer reads is what the one below gives out, and no sum is longer than both its parts together. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { lengthsOf } from './lengths.ts'

test('streams and branches hang together', async () => {
  const { core, handle, model } = await openWorld()
  const { layers, embedding } = await lengthsOf(core, handle, model, 'the people')
  expect(layers).toHaveLength(2 * model.config.nLayer)
  layers.forEach(({ stream, branch, sum }, i) => {
    expect(stream).toEqual(i === 0 ? embedding : layers[i - 1]!.out)
    for (const [t, length] of sum.entries()) expect(length).toBeLessThanOrEqual(stream[t]! + branch[t]! + 1e-4)
  })
})

test('a model with a part cut out is refused in words', async () => {
  const { core, handle, model } = await openWorld()
  const cut = { ...model, config: { ...model.config, surgery: { silent: ['h.0.mlp'] } } }
  await expect(lengthsOf(core, handle, cut, 'the people')).rejects.toMatchObject({ code: 'bad-config' })
})
