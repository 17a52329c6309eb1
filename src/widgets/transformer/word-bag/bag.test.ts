/** The layer by hand is the model's own, and a shuffle keeps every token. */
import { expect, test } from 'vitest'
import { headSizeOf } from '../../../core/config/variant.ts'
import { openWorld } from '../../../../tests/support/world.ts'
import { bagOf, shuffledOf, wordsOf } from './bag.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

test.each([{}, { heads: 3 }])('by hand, the last token gets what the model gives it: %o', async (options) => {
  const { core, handle, model } = await openWorld(options)
  const text = 'all the ships at sea'
  const bag = await bagOf(core, handle, model, text, 2)
  const { tensors } = await core.probe(handle, text, ['h.0.attn.out'])
  const C = headSizeOf(model.config) * model.config.nHead
  const own = tensors[0]!.data.subarray(-C)
  expect(bag.asWritten.withPositions).toHaveLength(C)
  const apart = bag.asWritten.withPositions.map((value, i) => Math.abs(value - own[i]!))
  expect(Math.max(...apart)).toBeLessThan(1e-4)
})

test('without positions a shuffle changes nothing; with them it does, and other weights change it otherwise', async () => {
  const here = await measure(widget, {}, await openWorld())
  expect(here.movedWithout).toBeLessThan(1e-12)
  expect(here.movedWith).toBeGreaterThan(0.05)
  const there = await measure(widget, {}, await openWorld({ noise: 0.3 }))
  expect(there.movedWith).not.toBeCloseTo(here.movedWith!, 6)
})

test('words are cut behind blanks, and the last one stays last', () => {
  const words = wordsOf([...'an old sea'])
  expect(words).toEqual([
    [0, 1, 2],
    [3, 4, 5, 6],
    [7, 8, 9],
  ])
  expect(shuffledOf(words, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (let seed = 1; seed < 6; seed++) {
    const places = shuffledOf(words, seed)
    expect(places.slice(-3)).toEqual([7, 8, 9])
    expect([...places].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }
  expect(wordsOf([...'abc'])).toEqual([[0], [1], [2]])
})
