/** Widgets' parameters in the address: kept short, restored, and dropped where they are wrong. */
import { expect, it } from 'vitest'
import trainer from '../widgets/start/trainer/widget.ts'
import writer from '../widgets/start/writer/widget.ts'
import { hashWith, paramsFrom } from './address.ts'

const PATH = '#/learn/start/x'
const lesson = { layers: 2, steps: 60 }

it('keeps what differs from the lesson, and leaves other widgets alone', () => {
  const hash = hashWith(`${PATH}?w1.prompt=The+sea`, 'w2', lesson, { layers: 2, steps: 80 })
  expect(hash).toBe(`${PATH}?w1.prompt=The+sea&w2.steps=80`)
  expect(paramsFrom(hash, 'w2', trainer.schema, lesson)).toEqual({ layers: 2, steps: 80 })
  expect(hashWith(hash, 'w2', lesson, lesson)).toBe(`${PATH}?w1.prompt=The+sea`)
  expect(hashWith(`${PATH}?w2.steps=80`, 'w2', lesson, lesson)).toBe(PATH)
})

it.each([
  ['a value that is no number', 'w2.steps=many'],
  ['a value out of range', 'w2.layers=99'],
  ['a name that the widget does not have', 'w2.luck=1'],
  ['another widget', 'w22.steps=80'],
])('drops %s', (_, query) => {
  expect(paramsFrom(`${PATH}?${query}`, 'w2', trainer.schema, lesson)).toEqual(lesson)
})

it('drops only what is wrong', () => {
  expect(paramsFrom(`${PATH}?w2.layers=99&w2.steps=80`, 'w2', trainer.schema, lesson)).toEqual({ layers: 2, steps: 80 })
})

it('keeps text with every letter, and no text that is too long', () => {
  const text = 'a & b = c? #1 %'
  expect(paramsFrom(hashWith(PATH, 'w1', {}, { prompt: text }), 'w1', writer.schema, {})).toMatchObject({ prompt: text })
  expect(hashWith(PATH, 'w1', {}, { prompt: 'x'.repeat(400) })).toBe(PATH)
})
