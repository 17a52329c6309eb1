/** Gradients are those that differences give, with and without a way past; the page shows them layer by layer. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import View from './View.tsx'
import { differencesOf, passOf, readingsOf, worstOf } from './net.ts'
import { backwardWords } from './words.ts'
import widget from './widget.ts'

afterEach(cleanup)

const given = widget.defaults as unknown as Parameters<typeof passOf>[0]

test.each(['off', 'on'] as const)('every gradient is what a difference gives, skip %s', (skip) => {
  const differences = differencesOf(passOf({ ...given, skip }))
  expect(differences).toHaveLength(24)
  expect(worstOf(differences)).toBeLessThan(1e-7)
  expect(Math.max(...differences.map(({ gradient }) => Math.abs(gradient)))).toBeGreaterThan(0.05)
})

test('weights of zero hand nothing back, unless there is a way past them', () => {
  const w1 = '0,0,0,0,0,0,0,0,0'
  expect(readingsOf(passOf({ ...given, w1 }))).toMatchObject({ inputGradient: 0, w1Gradient: expect.closeTo(0.3, 0) })
  const past = passOf({ ...given, w1, skip: 'on' })
  expect(past.gradient.x).toEqual(past.gradient.h)
})

test('the words of a gradient come to the gradient', () => {
  const pass = passOf({ ...given, x: '1,0,0,0,1,0', w1: '1,0,0,0,1,0,0,0,1' })
  expect(backwardWords(pass, { matrix: 'w1', index: 0 })).toContain(pass.gradient.w1[0]!.toFixed(3).replace('-', '−'))
  // a row of weights whose input is 0 in both rows gets nothing
  expect(Array.from(pass.gradient.w1.subarray(6), Math.abs)).toEqual([0, 0, 0])
})

test('a gradient comes with its layer, and a number can be turned', () => {
  render(<View />)
  expect(screen.queryByRole('button', { name: /^W₁, row 1, column 1: 0.60, gradient/ })).toBeNull()
  const back = screen.getByRole('button', { name: 'One step back' })
  fireEvent.click(back)
  fireEvent.click(back)
  const cell = screen.getByRole('button', { name: /^W₁, row 1, column 1: 0.60, gradient/ })
  fireEvent.click(cell)
  expect(screen.getByText(/^dW₁\[1,1\] = column 1 of x · column 1 of dz/)).toBeTruthy()
  fireEvent.change(screen.getByRole('slider', { name: 'turn W₁[1,1]' }), { target: { value: '2' } })
  expect(screen.getByRole('button', { name: /^W₁, row 1, column 1: 2.00/ })).toBeTruthy()
})
