/** The dice fall on each candidate for its share, and never on what was cut. */
import { expect, it } from 'vitest'
import { draw } from './dice.ts'

it('never draws what was cut, and draws each candidate for its share of the dice', () => {
  const candidates = [
    { id: 4, kept: 0.5 },
    { id: 2, kept: 0.25 },
    { id: 7, kept: 0 },
    { id: 1, kept: 0.25 },
  ]
  expect([0, 0.49, 0.5, 0.74, 0.75, 0.9999].map((dice) => draw(candidates, dice).id)).toEqual([4, 4, 2, 2, 1, 1])
})

it('draws the last kept one where rounding leaves the sum below the dice', () => {
  expect(
    draw(
      [
        { id: 0, kept: 0.6 },
        { id: 1, kept: 0.3999 },
        { id: 2, kept: 0 },
      ],
      0.99999,
    ).id,
  ).toBe(1)
})
