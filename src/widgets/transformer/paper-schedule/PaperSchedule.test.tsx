/** The rates are the paper's formula, and the sliders move them. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { cosineRate, paperRate, ratesOf, STEPS } from './rates.ts'
import PaperSchedule from './View.tsx'

afterEach(cleanup)

test('both pieces of the formula meet at the top, and halve as they should', () => {
  const base = { width: 512, warmup: 4000 }
  expect(ratesOf(base).top).toBeCloseTo(1 / Math.sqrt(512 * 4000), 12)
  expect(paperRate(2000, base)).toBeCloseTo(ratesOf(base).top / 2, 12)
  expect(paperRate(16_000, base)).toBeCloseTo(ratesOf(base).top / 2, 12)
  expect(cosineRate(4000, base)).toBeCloseTo(ratesOf(base).top, 12)
  expect(cosineRate(STEPS, base)).toBe(0)
})

test('a longer warm-up makes a lower top', () => {
  const onReadings = vi.fn()
  render(<PaperSchedule onReadings={onReadings} />)
  expect(screen.getAllByText('6.99').length).toBeGreaterThan(0)
  fireEvent.change(screen.getByRole('slider', { name: /warm-up/ }), { target: { value: '16000' } })
  expect(onReadings.mock.lastCall![0].top).toBeCloseTo(1 / Math.sqrt(512 * 16_000), 12)
  expect(screen.getAllByText('3.49').length).toBeGreaterThan(0)
})
