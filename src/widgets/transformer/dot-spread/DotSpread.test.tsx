/** What is drawn follows the law that the lesson states, and the division undoes it. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import DotSpread from './View.tsx'
import { deviation, dotProducts } from './draws.ts'

afterEach(cleanup)

test('the spread is the root of the length, within what a thousand draws allow', () => {
  for (const length of [1, 4, 64, 256]) expect(Math.abs(deviation(dotProducts(length, 7)) / Math.sqrt(length) - 1)).toBeLessThan(0.1)
  expect(deviation([1, 3])).toBe(1)
})

test('the figure says what it measured, and dividing brings it near 1', () => {
  const onReadings = vi.fn()
  render(<DotSpread lengths={[4, 64]} onReadings={onReadings} />)
  const before = onReadings.mock.lastCall![0]
  expect(before.longest).toBe(deviation(dotProducts(64, 1)))
  expect(screen.getByRole('img', { name: new RegExp(`length 64: standard deviation ${before.longest.toFixed(2)}`) })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'divided by √d' }))
  expect(onReadings.mock.lastCall![0].longest).toBeCloseTo(before.longest / 8, 10)
  fireEvent.click(screen.getByRole('button', { name: 'Draw again' }))
  expect(onReadings.mock.lastCall![0].longest).not.toBeCloseTo(before.longest / 8, 10)
})
