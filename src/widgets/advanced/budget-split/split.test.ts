/** Both laws at known points, the best split where the derivative says, and Chinchilla's own. */
import { expect, test } from 'vitest'
import { hoffmannLoss, kaplanLoss } from '../../../facts/scaling.ts'
import { lossOf, readingsOf, SPENDERS, split, tokensFor } from './split.ts'

test('the laws are the papers’', () => {
  // E, and both terms at sizes whose powers are easy.
  expect(hoffmannLoss(1e10, 1e10)).toBeCloseTo(1.69 + 406.4 * 10 ** -3.4 + 410.7 * 10 ** -2.8, 10)
  // Either limit alone is left where the other is no limit.
  expect(kaplanLoss(6.4e13, Number.POSITIVE_INFINITY)).toBeCloseTo(1)
  expect(kaplanLoss(1e9, Number.POSITIVE_INFINITY)).toBeCloseTo((6.4e13 / 1e9) ** 0.076)
  expect(kaplanLoss(Number.POSITIVE_INFINITY, 1e9)).toBeCloseTo((1.8e13 / 1e9) ** 0.103)
})

test('the best split is where more parameters and more tokens are worth the same', () => {
  const { best } = split('gpt3', 0)
  const { flops } = SPENDERS.gpt3
  // ∂L/∂ln N = 0 at constant 6ND: α·A·N^−α = β·B·D^−β.
  const N = best.hoffmann
  const [left, right] = [0.34 * 406.4 * N ** -0.34, 0.28 * 410.7 * tokensFor(flops, N) ** -0.28]
  expect(left / right).toBeCloseTo(1, 0)
  expect(lossOf('hoffmann', flops, N)).toBeLessThan(lossOf('hoffmann', flops, 2 * N))
  expect(lossOf('hoffmann', flops, N)).toBeLessThan(lossOf('hoffmann', flops, N / 2))
  // Kaplan would have had it larger.
  expect(best.kaplan).toBeGreaterThan(best.hoffmann)
})

test('every budget keeps its operations', () => {
  const { parameters, tokens, ratio } = readingsOf(split('chinchilla', -0.5)) as Record<string, number>
  expect(6 * parameters! * tokens!).toBeCloseTo(6 * 70e9 * 1.4e12, -18)
  expect(ratio).toBeCloseTo(200, 0)
  expect(readingsOf(split('gpt3', 0)).gain).toBe(0)
})
