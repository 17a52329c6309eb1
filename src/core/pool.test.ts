/** Pooling keeps what is largest, with its sign, and never makes more cells than there are numbers. */
import { expect, test } from 'vitest'
import { poolLargest, topOf } from './pool.ts'

const matrix = Float32Array.of(1, -9, 2, 3, 4, 5, -6, 0, 0, 0, 8, -7)

test('each cell is the number of its box that is farthest from zero', () => {
  const pooled = poolLargest(matrix, 4, { rows: [0, 3], columns: [0, 4] }, 1, 2)
  expect(pooled).toEqual({ rows: 1, columns: 2, data: Float32Array.of(-9, 8) })
})

test('a window with room for all of it is itself', () => {
  const { rows, columns, data } = poolLargest(matrix, 4, { rows: [1, 3], columns: [2, 4] }, 50, 50)
  expect([rows, columns, ...data]).toEqual([2, 2, -6, 0, 8, -7])
})

test('what changed between two is pooled after the difference is taken', () => {
  const before = matrix.map((x) => (x === -9 ? -9 : x - 1))
  expect([...poolLargest(matrix, 4, { rows: [0, 1], columns: [0, 2] }, 1, 1, before).data]).toEqual([1])
})

test('the top is a magnitude that few exceed, and never 0', () => {
  expect(topOf(Float32Array.from({ length: 1000 }, (_, i) => (i % 2 ? i : -i)))).toBe(985)
  expect(topOf(new Float32Array(5))).toBe(1)
  expect(topOf(Float32Array.of(0, 0, 0.5))).toBe(0.5)
})
