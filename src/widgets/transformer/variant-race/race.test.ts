/** A race runs both models, and leaves nothing behind. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { specOf } from './race.ts'
import { VARIANTS, type VariantName } from './variants.ts'

const tiny = { layers: 1, heads: 2, width: 8, steps: 12 }

test('equal models end equal, and one difference shows', async () => {
  const world = await openWorld()
  const same = await measure(widget, { a: 'gpt-1', b: 'gpt-1', ...tiny }, world)
  expect(same.difference).toBe(0)
  const other = await measure(widget, { a: 'gpt-1', b: 'no-positions', ...tiny }, world)
  expect(other.lossA).toBe(same.lossA)
  expect(other.difference).not.toBe(0)
  expect(other.parametersA! - other.parametersB!).toBe(32 * 8)
  expect((await world.core.models()).every(({ origin }) => origin === 'shipped')).toBe(true)
})

test('every model that can race can be built', async () => {
  const { core } = await openWorld()
  const [text] = await core.texts()
  for (const name of Object.keys(VARIANTS) as VariantName[]) {
    const { parameters } = await core.estimate(specOf({ ...tiny, a: name, b: 'gpt-1', layers: 3 }, 'a', text!.ref))
    expect(parameters, name).toBeGreaterThan(1000)
  }
})
