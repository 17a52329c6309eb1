/** A step is the formula's, the gates decide how long the cell keeps, and a weight can be set. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { readingsOf, stepOf, stepsOf, withWeight } from './cell.ts'
import View from './View.tsx'
import widget from './widget.ts'

afterEach(cleanup)

const given = widget.defaults as unknown as Parameters<typeof stepsOf>[0]

test('one step by hand', () => {
  const { gates, c, h } = stepOf('0,0,0,0,0,0,0,1,1,0,0,0,0,0,0,0', 'a', [1, 0], { c: 2, h: 0.5 })
  expect(gates).toEqual({ i: 0.5, f: 1 / (1 + Math.exp(-1)), g: Math.tanh(1), o: 0.5 })
  expect(c).toBeCloseTo(2 * 0.7310586 + 0.5 * 0.7615942, 6)
  expect(h).toBeCloseTo(0.5 * Math.tanh(c), 12)
})

test('with the forget gate open the cell holds until it is told to let go', () => {
  const held = withWeight(withWeight(given.weights, 'f', 3, 6), 'f', 1, -12)
  const before = readingsOf(stepsOf(given), given)
  const after = readingsOf(stepsOf({ ...given, weights: held }), given)
  expect(before.inside).toBeLessThan(0.1)
  expect(after.inside).toBeGreaterThan(0.6)
  expect(after.outside).toBeLessThan(0.2)
})

test('a weight that is set changes the step that is worked out', () => {
  render(<View />)
  fireEvent.click(screen.getByRole('button', { name: 'step 8, a' }))
  expect(screen.getByText('0.731')).toBeTruthy()
  fireEvent.change(screen.getByRole('spinbutton', { name: 'f, bias' }), { target: { value: '6' } })
  expect(screen.getByText('0.998')).toBeTruthy()
})
