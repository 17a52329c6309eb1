/** The share of a normal below a number, against values with twenty digits (Abramowitz and Stegun 1964, table 26.1; its tail, table 26.2). */
import { expect, it } from 'vitest'
import { density, shareBelow } from './normal.ts'

it.each([
  [0, 0.5],
  [0.5, 0.691462461274013],
  [1, 0.841344746068543],
  [2, 0.977249868051821],
  [2.99, 0.998605111958],
  [3, 0.99865010196837],
  [-1, 0.158655253931457],
  [-5, 2.866515718791939e-7],
  [-10, 7.619853024160525e-24],
])('below %d lies %d', (x, share) => {
  expect(shareBelow(x) / share).toBeCloseTo(1, x === 2.99 ? 7 : 11)
})

it('grows by its density, and its ends and what is no number stay what they are', () => {
  for (const x of [-7, -3.001, -2.999, -0.3, 0, 1.7, 2.999, 3.001, 6]) {
    const slope = (shareBelow(x + 1e-5) - shareBelow(x - 1e-5)) / 2e-5
    expect(Math.abs(slope - density(x))).toBeLessThan(1e-9)
  }
  expect([shareBelow(40), shareBelow(-40), shareBelow(Number.NaN)]).toEqual([1, 0, Number.NaN])
})
