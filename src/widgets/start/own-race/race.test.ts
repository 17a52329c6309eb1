/** Tables and model on one text: the marks are the counts' own, more steps leave fewer bits, and nothing of the text stays. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { PROSE } from '../../../worker/testing/environment.ts'
import { count, race, readingsOf, textOf } from './race.ts'

const settings = { text: PROSE, layers: 1, width: 16, seed: 1 }

test('the marks are what the counts say of the same text', async () => {
  const { core } = await openWorld()
  const counted = await count(core, PROSE)
  const { orders, best } = await core.ngrams({ own: PROSE }, { prompt: '', order: 1, length: 0, seed: 1 })
  expect(counted.orders).toEqual(orders.map(({ bits }) => bits))
  expect(counted.best.bits).toBe(Math.min(...counted.orders))
  expect(best.order).toBe(counted.best.order)
  expect(textOf(undefined)).toEqual({ id: 'world' })
})

test('a longer run leaves fewer bits than a short one; the text is gone afterwards', async () => {
  const { core } = await openWorld()
  const before = await core.texts()
  const heard: number[] = []
  const short = readingsOf(await race(core, { ...settings, steps: 5 }, ({ curve }) => heard.push(curve.length)), PROSE)
  const long = readingsOf(await race(core, { ...settings, steps: 60 }, () => {}), PROSE)
  expect(long.bits).toBeLessThan(short.bits! - 0.3)
  expect(long).toMatchObject({ characters: PROSE.length, pairs: short.pairs, parameters: short.parameters })
  expect(heard.length).toBeGreaterThan(0)
  expect(await core.texts()).toEqual(before)
}, 60_000)
