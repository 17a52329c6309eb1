/** What the last token gets is the model's own, and a shuffle keeps every token. */
import { expect, test } from 'vitest'
import { headSizeOf } from '../../../core/config/variant.ts'
import { openWorld } from '../../../../tests/support/world.ts'
import { variantModel } from '../../../../tests/support/variantModel.ts'
import { bagOf, movedBy, shuffledWords, wordsOf } from './bag.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'

test.each([
  [{}, 0],
  [{}, 2],
  [{ heads: 3 }, 1],
])('as written, the last token gets what the model gives it: %o, layer %i', async (options, layer) => {
  const { core, handle, model } = await openWorld(options)
  const text = 'all the ships at sea'
  const bag = await bagOf(core, handle, model, { text, seed: 2, layer })
  const { tensors } = await core.probe(handle, text, [`h.${layer}.attn.out`])
  const C = headSizeOf(model.config) * model.config.nHead
  expect(bag.asWritten.withPositions).toEqual(tensors[0]!.data.slice(-C))
})

/** Less than this is what single precision makes of another order of the same sum. */
const ROUNDING = 1e-6

test.each([
  [{ positions: 'learned' }],
  [{ positions: 'sinusoidal' }],
  [{ positions: 'rotary', norm: 'pre', normKind: 'rms', activation: 'swiglu', biases: false, nKvHead: 1 }],
  [{ norm: 'pre', activation: 'gelu-erf' }],
] as const)('a model of another make is read too, and whatever tells it of places is taken away: %o', async (variant) => {
  const { core, handle, model } = await variantModel(variant)
  const { asWritten, afterwards } = await bagOf(core, handle, model, { text: 'all the ships at sea', seed: 2, layer: 0 })
  const without = movedBy(asWritten.withoutPositions, afterwards.withoutPositions)
  expect(without).toBeLessThan(ROUNDING)
  // After so few steps shares are nearly even, and little is moved.
  expect(movedBy(asWritten.withPositions, afterwards.withPositions)).toBeGreaterThan(20 * without)
})

test('without positions a shuffle changes nothing; with them it does, and other weights change it otherwise', async () => {
  const here = await measure(widget, {}, await openWorld())
  expect(here.movedWithout).toBeLessThan(ROUNDING)
  expect(here.movedWith).toBeGreaterThan(0.05)
  const above = await measure(widget, { layer: 23 }, await openWorld())
  expect(above.movedWith, 'the last layer').toBeGreaterThan(2 * here.movedWith!)
  expect(above.movedWithout, 'the mask has told the layers above what the order was').toBeGreaterThan(0.01)
  const there = await measure(widget, {}, await openWorld({ noise: 0.3 }))
  expect(there.movedWith).not.toBeCloseTo(here.movedWith!, 6)
})

test('equal words may change places unseen, and words that stay are not counted as moved', async () => {
  const world = await openWorld()
  const equal = await measure(widget, { text: 'sea sea sea sea sea', seed: 1 }, world)
  expect(equal).toMatchObject({ words: 4 })
  expect(equal.displaced).toBeGreaterThan(1)
  expect(equal.movedWith).toBeLessThan(ROUNDING)
  expect(await measure(widget, { text: 'all the ships are at sea', seed: 0 }, world)).toMatchObject({ displaced: 0, movedWith: 0 })
})

test('words are cut behind blanks, and the last one stays last', () => {
  const words = wordsOf([...'an old sea'])
  expect(words).toEqual([
    [0, 1, 2],
    [3, 4, 5, 6],
    [7, 8, 9],
  ])
  expect(shuffledWords(words, 0)).toEqual([0, 1, 2])
  for (let seed = 1; seed < 6; seed++) {
    const order = shuffledWords(words, seed)
    expect(order.at(-1)).toBe(2)
    expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2])
  }
  expect(wordsOf([...'abc'])).toEqual([[0], [1], [2]])
})
