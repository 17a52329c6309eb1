/** Likeness by distance against the closed form of the waves, and against the model's own table. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { sinusoids } from '../../../core/sinusoids.ts'
import { measure } from '../../frame/measure.ts'
import widget from './widget.ts'
import { likeness } from './tables.ts'

test('two places of the waves are as alike as the mean of cos(distance · frequency)', () => {
  const C = 24
  const values = likeness(sinusoids(40, C), C)
  values.forEach((value, distance) => {
    let sum = 0
    for (let i = 0; i < C / 2; i++) sum += Math.cos(distance / 10_000 ** ((2 * i) / C))
    expect(value).toBeCloseTo(sum / (C / 2), 5)
  })
})

test('the learned table is the open model’s', async () => {
  const here = await measure(widget, {}, await openWorld())
  const there = await measure(widget, {}, await openWorld({ noise: 0.3 }))
  expect(here.sinusoidalNext).toBe(there.sinusoidalNext)
  expect(here.learnedNext).not.toBeCloseTo(there.learnedNext!, 4)
  expect(here).toMatchObject({ context: 128, width: 128 })
})
