/** The steppers land on values that work. */
import { expect, test } from 'vitest'
import { nextDouble, nextHeads, widthStep } from './sizes.ts'

test('doubling goes through powers of two from anywhere', () => {
  expect(nextDouble(64, 1)).toBe(128)
  expect(nextDouble(64, -1)).toBe(32)
  expect(nextDouble(100, 1)).toBe(128)
  expect(nextDouble(100, -1)).toBe(64)
})

test('heads always divide the width', () => {
  expect(nextHeads(4, 1, 96)).toBe(6)
  expect(nextHeads(4, -1, 96)).toBe(3)
  expect(nextHeads(1, -1, 96)).toBe(1)
  expect(nextHeads(7, 1, 7)).toBe(7)
})

test('a width that divides still divides after a step', () => {
  expect((96 + widthStep(6)) % 6).toBe(0)
})
