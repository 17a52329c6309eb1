/** Least squares are exact where they can be; short words come back, long ones do not, a wider vector holds more; and the figure says so. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { copyOf, readingsOf } from './copy.ts'
import { solve } from './leastSquares.ts'
import View from './View.tsx'

afterEach(cleanup)

test('least squares find the weights that made the targets', () => {
  const rows = [
    [1, 2, 1],
    [0, 1, 1],
    [3, -1, 1],
    [2, 2, 1],
    [-1, 0, 1],
  ].map((row) => Float64Array.from(row))
  const made = rows.map((row) => Float64Array.of(2 * row[0]! - row[1]! + 0.5, row[1]!))
  const found = solve(rows, made, 1e-12)
  ;[2, 0, -1, 1, 0.5, 0].forEach((weight, i) => {
    expect(found[i]).toBeCloseTo(weight, 8)
  })
})

test.each([1, 2, 3])('with seed %i a longer word loses more, and a wider vector less', (seed) => {
  const narrow = copyOf({ word: 'headcabbage', width: 24, gain: 0.9, seed })
  const wide = copyOf({ word: 'headcabbage', width: 64, gain: 0.9, seed })
  expect(narrow.byLength[0]!.right).toBeGreaterThan(0.9)
  expect(readingsOf(narrow).long).toBeLessThan(0.6)
  expect(readingsOf(narrow).last).toBeGreaterThan(readingsOf(narrow).first!)
  expect(readingsOf(wide).right).toBeGreaterThan(readingsOf(narrow).right! + 0.05)
  expect(wide.byLength[2]!.right).toBeGreaterThan(narrow.byLength[2]!.right + 0.1)
})

test('another word is read back', () => {
  const onReadings = vi.fn()
  render(<View onReadings={onReadings} />)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Be!' } })
  expect(onReadings.mock.lastCall![0].word).toBe(1)
})
