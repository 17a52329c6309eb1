/** The lines, what is asked of both models, and that nothing of the race stays. */
import { expect, test } from 'vitest'
import { openWorld } from '../../../../tests/support/world.ts'
import { copyLine, copyText } from '../../../core/data/copies.ts'
import { measure } from '../../frame/measure.ts'
import { rightAt } from './race.ts'
import widget from './widget.ts'

test('a line says its word twice, and lines differ', () => {
  const { word, text } = copyLine(1, 0, 6)
  expect(word).toMatch(/^[a-t]{6}$/)
  expect(text).toBe(`${word} ${word}`)
  expect(new Set(copyText(1, 50, 6).trim().split('\n')).size).toBe(50)
})

test('right by place, without the first', () => {
  expect(
    rightAt([
      { word: 'abcd', written: 'abxd' },
      { word: 'efgh', written: 'exxh' },
    ]),
  ).toEqual([0.5, 0, 1])
})

test('a short race, and nothing of it stays', { timeout: 60_000 }, async () => {
  const world = await openWorld()
  const before = [(await world.core.models()).length, (await world.core.texts()).length]
  const readings = await measure(widget, { letters: 3, width: 8, heads: 1, steps: 30 }, world)
  expect(readings.parametersRnn).toBeGreaterThanOrEqual(readings.parameters!)
  expect(readings.right).toBeLessThan(0.5)
  expect(readings.matching).toBeGreaterThan(0)
  expect([(await world.core.models()).length, (await world.core.texts()).length]).toEqual(before)
})
