/** The measured character of a head: by hand on two plain heads, and on the shipped model. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { evenHead, headsOf, readingsOf, sortedBy, type Trait } from './heads.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

/** Head 0 always reads the previous token, head 1 all alike. */
const attention = {
  tokens: ['a', 'b', 'c'],
  nLayer: 1,
  nHead: 2,
  probabilities: Float32Array.from([1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1 / 2, 1 / 2, 0, 1 / 3, 1 / 3, 1 / 3]),
}

test('a head that reads the previous token, and one that reads all alike', () => {
  const [previous, even] = headsOf(attention)
  expect(previous).toMatchObject({ name: '0.0', distance: 1, entropy: 0, previous: 1, self: 0, first: 0.5 })
  expect(even!.distance).toBeCloseTo((0.5 + 1) / 2, 6)
  expect(even!.entropy).toBeCloseTo((1 + Math.log2(3)) / 2, 6)
  expect(sortedBy([previous!, even!], 'entropy').map(({ name }) => name)).toEqual(['0.1', '0.0'])
  for (const [trait, value] of Object.entries(evenHead(3))) expect(even![trait as Trait], trait).toBeCloseTo(value, 6)
  expect(readingsOf([previous!, even!], 3)).toMatchObject({ heads: 2, mostLocal: 1, sharpest: 0, furthest: 1 })
})

test('the readings follow the weights and the text', async () => {
  const world = await openWorld()
  const here = await measure(widget, {}, world)
  expect(here.heads).toBe(world.model.config.nLayer * world.model.config.nHead)
  expect((await measure(widget, {}, await openWorld({ noise: 0.3 }))).spread).not.toBe(here.spread)
  expect((await measure(widget, { text: 'call me ishmael' }, world)).spread).not.toBe(here.spread)
})
