/** Slopes by hand, ranks by hand, and a real model whose heads are silenced. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { agreementOf, readingsOf, silenceEach, slopesOf, worthOf } from './worth.ts'

test('a slope is the sum of what a head says times its gradient', () => {
  // two tokens, two heads of two numbers
  const out = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)
  const d = Float32Array.of(1, 0, 0, 1, 0, 1, 1, 0)
  expect(slopesOf(out, d, 2, 2)).toEqual([1 + 6, 4 + 7])
})

test('agreement is 1 for one order, −1 for the opposite', () => {
  expect(agreementOf([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1)
  expect(agreementOf([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1)
})

test('every head of the shipped model has a slope, costs something when it is silent, and the two agree in part', async () => {
  const { core, handle, model } = await openWorld()
  const first = await worthOf(core, handle, model)
  expect(first.worth.flat()).toHaveLength(16)
  expect(Math.min(...first.worth.flat())).toBeGreaterThan(0)
  let heard = 0
  const both = await silenceEach(core, handle, first, () => heard++)
  expect(heard).toBe(16)
  const { agreement, dearest } = readingsOf(both)
  expect(dearest).toBeGreaterThan(0)
  expect(agreement).toBeGreaterThan(0.2)
}, 120_000)
