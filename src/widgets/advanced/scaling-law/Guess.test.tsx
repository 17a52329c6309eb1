/** What is said of the next size stands in the ledger as it was first said, and is settled by what that size reached. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { learning } from '../../../session/learning.ts'
import { Guess, useSettled } from './Guess.tsx'
import type { Rung } from './ladder.ts'
import type { Value } from './law.ts'

const rung = (width: number): Rung => ({ width, parameters: 1000 * width, tokens: 1, flops: width, seconds: 1, seeds: [1] })
const value: Value = { rungs: [rung(12)], next: rung(48), runs: [], after: null, asked: { minutes: '2', steps: 100, seed: 1 } }

function Settled({ of }: { of: Value }) {
  useSettled(of)
  return null
}

const say = (nats: string) => {
  fireEvent.change(screen.getByRole('textbox', { name: /held-out loss/i }), { target: { value: nats } })
  fireEvent.click(screen.getByRole('button', { name: 'Commit' }))
}

beforeEach(() => learning.getState().erase())
afterEach(cleanup)

it('is kept with how sure it was, once, and judged by the run', () => {
  const heard = vi.fn()
  render(<Guess value={value} onGuess={heard} />)
  fireEvent.click(screen.getByRole('button', { name: '80 %' }))
  say('1.7')
  expect(heard).toHaveBeenCalledWith(1.7)
  const key = 'scaling-law/2/1/100'
  expect(learning.getState().estimates[key]).toMatchObject({ guess: 1.7, within: 0.05, confidence: 80, outcome: null })
  // A second word is the figure's alone.
  say('1.8')
  expect(heard).toHaveBeenLastCalledWith(1.8)
  expect(learning.getState().estimates[key]).toMatchObject({ guess: 1.7 })
  screen.getByText(/your first guess stands, 1.700/)
  render(<Settled of={{ ...value, after: { rung: value.next, seed: 1, loss: 1.73, curve: [], model: null } }} />)
  expect(learning.getState().estimates[key]!.outcome).toBe(1.73)
})
