/** The words that are shown were trained, and questions are asked of them only. */
import { expect, test } from 'vitest'
import { worldText } from '../../../core/data/world/text.ts'
import { openWorld } from '../../../../tests/support/world.ts'
import { ask, readingsOf } from './analogies.ts'
import { trainWords, wordsOf } from './trained.ts'

test('names come to lie beside names, and nothing stays behind', async () => {
  const { core } = await openWorld()
  const text = worldText(1, 60_000)
  const before = (await core.models()).length
  const { run, words } = await trainWords(core, { own: text }, text, { width: 32, window: 4, steps: 400 })
  expect(words.names).toContain(' she')
  expect(words.names.every((name) => text.split(name).length > 20)).toBe(true)
  const readings = readingsOf(words, 1, run.parameters)
  expect(readings.namesTogether).toBeGreaterThan(0.5)
  expect(readings.asked).toBeGreaterThan(10)
  expect(await core.models()).toHaveLength(before)
}, 120_000)

test('vectors that hold a relation answer, and the third word alone does not', () => {
  const place: Record<string, number[]> = {
    he: [0, 0, 1],
    she: [2, 0, 1],
    him: [0, 2, 1],
    her: [2, 2, 1],
    Mila: [0, 1.9, 1],
    Anna: [0.1, 0.1, 1],
  }
  const words = wordsOf(
    { names: Object.keys(place).map((word) => ` ${word}`), data: Object.values(place).flat(), width: 3 },
    Object.keys(place)
      .map((word) => ` ${word}`.repeat(20))
      .join(''),
  )
  const questions = ask(words)
  expect(questions.map(({ a, c }) => `${a} ${c}`)).toEqual(['he him', 'him he'])
  expect(questions[0]).toMatchObject({ answer: 'her', without: 'Mila' })
  expect(readingsOf(words, 1, 1)).toMatchObject({ asked: 2, right: 2, rightWithout: 0, words: 6 })
})
