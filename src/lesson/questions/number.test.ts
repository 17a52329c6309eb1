/** Numbers in the ways that people type them. */
import { expect, it } from 'vitest'
import { isRight, readNumber } from './number.ts'

it.each([
  ['2.5', 2.5],
  ['2,5', 2.5],
  ['1,000', 1000],
  ['116,534,784', 116534784],
  [' −3 ', -3],
  ['1/8', 0.125],
  ['.5', 0.5],
  ['', null],
  ['two', null],
  ['1/0', null],
  ['1.2.3', null],
])('%j is %j', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

it('counts the edge of the tolerance as right', () => {
  expect(isRight(0.3, { answer: 0.2, tolerance: 0.1 })).toBe(true)
  expect(isRight(0.31, { answer: 0.2, tolerance: 0.1 })).toBe(false)
})
