/** An ending is taken apart into who and what; the shares of a run are those of its kept steps. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { grow, halfOf, partsOf, type Progress, readingsOf } from './growth.ts'

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
  expect(readingsOf(growth)).toMatchObject({ step: 10, loss: growth.moments.at(-1)!.loss })
  expect(heard.some((so) => 'asked' in so)).toBe(true)
})
