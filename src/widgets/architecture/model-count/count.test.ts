/** The formulas that the figure writes come to what the core counts, for every published model and for the open one. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { parameterCount } from '../../../core/config.ts'
import { measure } from '../../frame/measure.ts'
import { countOf, headsFor, partsOf, sizesOf } from './count.ts'
import widget from './widget.ts'

test('each part is its formula, and all of them are the model', async () => {
  const { core } = await openWorld()
  const counted = await countOf(core, { layers: 3, heads: 5, width: 40, context: 24, vocabulary: 99, norm: 'pre', output: 'own' })
  for (const model of [counted, ...counted.published]) {
    const parts = partsOf(model)
    for (const { name, count, expected } of parts) expect(count, name).toBe(expected)
    expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(model.account.parameters)
    expect(parameterCount(model.config)).toBe(model.account.parameters)
  }
})

test('sizes that nobody set are the open model’s', async () => {
  const world = await openWorld()
  const { parameters } = await measure(widget, {}, world)
  expect(parameters).toBe(world.model.parameters)
  expect(await measure(widget, { layers: world.model.config.nLayer }, world)).toMatchObject({ parameters })
  expect(sizesOf(world.model.config).norm).toBe('post')
})

test('heads divide the width', () => {
  expect(headsFor(96, 12)).toBe(12)
  expect(headsFor(100, 12)).toBe(10)
  expect(headsFor(7, 3)).toBe(1)
})
