/** Shares add up, the slope is the true one, and large scores flatten it. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import SoftmaxSlope from './View.tsx'
import { largestOf, sharesOf } from './shares.ts'

afterEach(cleanup)

test('the slope is what a small change of the score does', () => {
  const shares = sharesOf(6, 2, 3)
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  const h = 1e-5
  const exps = (k: number) => shares.map(({ score }, i) => Math.exp(score + (i === k ? h : 0)))
  shares.forEach(({ share, slope }, k) => {
    const moved = exps(k)
    const after = moved[k]! / moved.reduce((a, b) => a + b, 0)
    expect((after - share) / h).toBeCloseTo(slope, 4)
  })
})

test('the slider makes one word win and its slope vanish', () => {
  const onReadings = vi.fn()
  render(<SoftmaxSlope scale={1} onReadings={onReadings} />)
  const before = onReadings.mock.lastCall![0]
  fireEvent.change(screen.getByRole('slider'), { target: { value: '16' } })
  const after = onReadings.mock.lastCall![0]
  expect(after.largest).toBeGreaterThan(before.largest)
  expect(after.slope).toBeLessThan(before.slope)
  expect(after.largest).toBe(largestOf(sharesOf(6, 16, 1)).share)
})
