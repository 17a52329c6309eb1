/** A small U lets the gradient fade, a large one makes it explode, and the figure says so. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { readingsOf, stateReach } from './net.ts'
import View from './View.tsx'

afterEach(cleanup)

const passage = 'Anna was on the island.'

test.each([1, 2, 3])('with seed %i it fades at a gain of 0.5 and grows at 3', (seed) => {
  const [faint, loud] = [0.5, 3].map((gain) => readingsOf(stateReach({ passage, gain, seed })))
  expect(faint!.left).toBeLessThan(1e-4)
  expect(loud!.left).toBeGreaterThan(10)
  expect(faint!.remembered).toBeLessThan(1e-3)
})

test('nothing is carried at a gain of 0', () => {
  const { states, gradient } = stateReach({ passage: 'aaaaaaaa', gain: 0, seed: 1 })
  expect(states.slice(0, 24)).toEqual(states.slice(24, 48))
  expect(gradient.slice(1)).toEqual(new Array(6).fill(0))
})

test('the slider turns a fading gradient into one that explodes', () => {
  const onReadings = vi.fn()
  render(<View onReadings={onReadings} />)
  fireEvent.change(screen.getByRole('slider', { name: 'size of U' }), { target: { value: '3' } })
  expect(onReadings.mock.lastCall![0].left).toBeGreaterThan(10)
  expect(screen.getByText('times as large')).toBeTruthy()
})
