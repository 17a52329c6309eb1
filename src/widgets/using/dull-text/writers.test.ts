/** Repetition is the share of pieces that came before; rows are means over a writer's texts. */
import { expect, test } from 'vitest'
import { repetition, rowsOf } from './writers.ts'

test('a text that says everything twice repeats nearly half of its pieces', () => {
  const once = 'abcdefghijklmnopqrstuvwxyz'
  expect(repetition(once)).toBe(0)
  // 45 pieces of eight, of which the 19 of the second half that lie within it were there before.
  expect(repetition(once + once)).toBeCloseTo(19 / 45, 12)
  expect(repetition('short')).toBe(0)
})

test('rows are means over texts', () => {
  const text = (surprise: number[]) => ({ writer: 'greedy' as const, passage: 0, tokens: ['a', 'b'], surprise })
  expect(rowsOf([text([1, 3]), text([2, 6])])).toEqual([{ writer: 'greedy', surprise: 3, repetition: 0, texts: 2 }])
})
