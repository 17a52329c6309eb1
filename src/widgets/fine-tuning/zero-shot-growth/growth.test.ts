/** An ending is taken apart into who and what; the shares of a run are those of its kept steps. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { curveOf, type Growth, grow, halfOf, partsOf, type Progress, readingsOf } from './growth.ts'
import { nextOf } from './widget.ts'

test('an ending names a person and a feeling', () => {
  expect(partsOf('Mila felt sad.')).toEqual({ person: 'Mila', feeling: 'sad' })
  expect(halfOf(0.5, 100)).toBeCloseTo(0.098, 3)
})

test('each kept step is asked, and whoever has both right has each', { timeout: 120_000 }, async () => {
  const { core } = await openWorld({ folder: 'world' })
  const heard: Progress[] = []
  const growth = await grow(core, { family: 'gpt', steps: 10, seed: 1, examples: 4 }, (so) => heard.push(so))
  expect(growth.moments[0]!.step).toBe(0)
  expect(growth.moments.at(-1)!.step).toBe(10)
  for (const { person, feeling, both } of growth.moments) {
    expect(both).toBeLessThanOrEqual(Math.min(person, feeling))
    expect(both).toBeGreaterThanOrEqual(person + feeling - 1 - 1e-9)
  }
  expect(readingsOf([growth])).toMatchObject({ step: 10, seeds: 1, loss: growth.moments.at(-1)!.loss })
  expect(heard.some((so) => 'asked' in so)).toBe(true)
})

test('seeds add up: a mean of two, and from the third on an interval', () => {
  const run = (seed: number, feeling: number): Growth => ({
    family: 'gpt',
    seed,
    parameters: 1,
    examples: 60,
    seconds: 1,
    moments: [
      { step: 0, loss: 4, person: 0.5, feeling: 0.5, both: 0.25 },
      { step: 20, loss: 1, person: 0.5, feeling, both: 0.4 },
    ],
  })
  const three = [run(1, 0.9), run(2, 0.8), run(3, 0.7)]
  expect(curveOf([], 'feeling')).toEqual([])
  expect(curveOf(three.slice(0, 2), 'feeling')[1]).toEqual({ x: 20, y: expect.closeTo(0.85) })
  // t · s / √n, with two degrees of freedom.
  expect(curveOf(three, 'feeling')[1]).toEqual({ x: 20, y: expect.closeTo(0.8), half: expect.closeTo((4.303 * 0.1) / Math.sqrt(3)) })
  expect(readingsOf(three)).toMatchObject({ step: 20, seeds: 3, feeling: expect.closeTo(0.8), loss: 1 })
  expect(nextOf(three)).toBe(three)
  expect(nextOf(Array.from({ length: 10 }, (_, i) => run(i + 1, 0.8)))).toEqual([])
})
