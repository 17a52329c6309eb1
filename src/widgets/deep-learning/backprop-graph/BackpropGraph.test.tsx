/** Gradients of the graph are those that differences measure, and the page shows them step by step. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import BackpropGraph from './View.tsx'
import { compute, nudge } from './graph.ts'
import { readingsOf } from './graph.ts'
import { LEAVES, UNITS } from './graph.ts'

afterEach(cleanup)

test.each(UNITS)('every gradient through %s is what a nudge measures', (unit) => {
  const params = { unit, w1: 0.7, x1: 1.5, w2: -0.4, x2: 0.6, b: 0.2, y: 2 }
  for (const leaf of LEAVES) {
    const { measured, predicted } = nudge(params, leaf, 1e-6)
    expect(measured / 1e-6).toBeCloseTo(predicted / 1e-6, 4)
  }
})

test('a ReLU below zero lets nothing back', () => {
  expect(readingsOf({ unit: 'relu', b: -5, y: 1 })).toMatchObject({ loss: 1, largestGradient: 0 })
})

test('going back shows the gradients, node by node', () => {
  render(<BackpropGraph w1={1} x1={2} w2={0} x2={0} b={0} y={1} unit="relu" />)
  const back = screen.getByRole('button', { name: 'One step back' })
  expect(screen.getByRole('button', { name: 'w₁ is 1.000' })).toBeTruthy()
  for (let step = 0; step < 5; step++) fireEvent.click(back)
  const gradient = compute({ w1: 1, x1: 2, w2: 0, x2: 0, b: 0, y: 1, unit: 'relu' }).get('w1')!.gradient
  expect(gradient).toBe(4)
  fireEvent.click(screen.getByRole('button', { name: 'w₁ is 1.000, gradient 4.000' }))
  expect(screen.getByText('∂L/∂w₁ = ∂L/∂p₁ · ∂p₁/∂w₁ = 2.000 · 2.000 = 4.000')).toBeTruthy()
  expect(screen.getByText(/measured \+0\.0404/)).toBeTruthy()
})
