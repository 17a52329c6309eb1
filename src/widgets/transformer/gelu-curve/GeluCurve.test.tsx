/** The curves are the core's, and the pointer says their numbers. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { bendsAt, curveOf } from './bends.ts'
import GeluCurve from './View.tsx'

afterEach(cleanup)

test('GELU is near x times the normal chance to be below x, and slopes are slopes', () => {
  // Φ by Simpson's rule, with nothing of the core in it
  const chance = (x: number) => {
    const [n, from] = [2000, -10]
    const h = (x - from) / n
    let sum = 0
    for (let i = 0; i <= n; i++) sum += (i === 0 || i === n ? 1 : i % 2 ? 4 : 2) * Math.exp(-((from + i * h) ** 2) / 2)
    return (sum * h) / 3 / Math.sqrt(2 * Math.PI)
  }
  for (const { x, y } of curveOf('value', 'gelu').filter((_, i) => i % 10 === 0)) {
    expect(Math.abs(y - x * chance(x))).toBeLessThan(1e-3)
    const slope = (bendsAt(x + 1e-5).gelu - bendsAt(x - 1e-5).gelu) / 2e-5
    expect(bendsAt(x).geluSlope).toBeCloseTo(slope, 6)
  }
})

test('the slider moves the numbers', () => {
  const onReadings = vi.fn()
  render(<GeluCurve x={1} onReadings={onReadings} />)
  expect(screen.getByText('0.8412')).toBeTruthy()
  fireEvent.change(screen.getByRole('slider'), { target: { value: '-1' } })
  expect(onReadings.mock.lastCall![0]).toEqual(bendsAt(-1))
  expect(screen.getByText('−0.1588')).toBeTruthy()
})
