/** The sum under the filter is the map's number there, the map moves with the image, and a weight can be turned. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { FILTERS, productsAt, slideOf } from './slide.ts'
import View from './View.tsx'

afterEach(cleanup)

const given = { digit: '7', filter: FILTERS.level, bias: 0.5, right: 0 } as const

test('each number of the map is the sum of the products there', () => {
  const slide = slideOf(given)
  for (const place of [0, slide.best, 300]) {
    const sum = productsAt(slide, place).reduce((total, { weight, pixel }) => total + weight * pixel, 0.5)
    expect(slide.map[place]).toBeCloseTo(Math.max(0, sum), 5)
  }
  expect(slideOf({ ...given, right: 5 }).apart).toBeLessThan(1e-5)
  expect(slideOf({ ...given, right: 5 }).image).not.toEqual(slide.image)
})

test('a weight is turned, and arrow keys move the filter', () => {
  render(<View digit="7" filter={FILTERS.blank} />)
  fireEvent.click(screen.getByRole('button', { name: 'weight in row 1, column 1: 0' }))
  expect(screen.getByRole('button', { name: 'weight in row 1, column 1: 1' })).toBeTruthy()
  const image = screen.getByRole('slider', { name: /on the image/ })
  const before = Number(image.getAttribute('aria-valuenow'))
  fireEvent.keyDown(image, { key: 'ArrowDown' })
  expect(Number(image.getAttribute('aria-valuenow'))).toBe(before + 24)
})
