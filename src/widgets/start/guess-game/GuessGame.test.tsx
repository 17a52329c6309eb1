/** The game is fair: the model's guesses are those of its logits, and a reader's are counted. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Probe } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import GuessGame from './View.tsx'
import { guessesOf } from './guesses.ts'

afterEach(cleanup)

/** Over a vocabulary of three: at each place the logits, and which of them came. */
function probeOf(text: string, rows: readonly (readonly number[])[], came: readonly number[]): Probe {
  const losses = rows.map((row, i) => Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)) - row[came[i]!]!)
  return {
    tokens: [...text].slice(0, -1),
    targets: [...text].slice(1),
    loss: 0,
    tensors: [
      { name: 'losses', shape: [rows.length], data: Float32Array.from(losses) },
      { name: 'logits', shape: [rows.length, 3], data: Float32Array.from(rows.flat()) },
    ],
  }
}

test('ranks and shares are those of the logits', () => {
  const guesses = guessesOf(
    probeOf(
      'abc',
      [
        [2, 1, 0],
        [0, 1, 5],
      ],
      [1, 2],
    ),
  )
  expect(guesses.map(({ letter, rank }) => [letter, rank])).toEqual([
    ['b', 2],
    ['c', 1],
  ])
  expect(guesses[0]!.probability).toBeCloseTo(Math.exp(1) / (Math.exp(2) + Math.exp(1) + 1), 6)
})

test('a wrong letter is counted, the right one goes on, and both scores are told', async () => {
  prepare({ current: model })
  const probe = probeOf(
    'abcdefgh',
    Array.from({ length: 7 }, () => [3, 2, 1]),
    [1, 0, 2, 0, 0, 0, 0],
  )
  answer({ probe: async () => probe })
  const onReadings = vi.fn()
  render(<GuessGame text="abcdefgh" start={1} onReadings={onReadings} />)
  const box = await screen.findByLabelText(/Your next letter/)
  const guess = (letter: string) => {
    fireEvent.change(box, { target: { value: letter } })
    fireEvent.click(screen.getByRole('button', { name: 'Guess' }))
  }
  guess('x')
  expect(screen.getByRole('status').textContent).toContain('Not x')
  guess('B')
  expect(screen.getByRole('status').textContent).toMatch(/It was “b”. You: guess 2. The model: guess 2/)
  guess('c')
  expect(screen.getByRole('row', { name: /^you/ }).textContent).toContain('.50')
  expect(onReadings).toHaveBeenCalledWith(expect.objectContaining({ letters: 7, modelFirst: 5 / 7 }))
})

test('a letter that is shown is not guessed: it scores for nobody, and the score says so', async () => {
  prepare({ current: model })
  const probe = probeOf(
    'abcdefgh',
    Array.from({ length: 7 }, () => [3, 2, 1]),
    [1, 0, 2, 0, 0, 0, 0],
  )
  answer({ probe: async () => probe })
  render(<GuessGame text="abcdefgh" start={1} />)
  const show = await screen.findByRole('button', { name: 'Show it' })
  fireEvent.click(show)
  expect(screen.getByRole('status').textContent).toContain('You: it was shown.')
  expect(screen.queryByRole('table')).toBeNull()
  expect(screen.getByText('1 letter shown, none guessed: no score yet.')).toBeTruthy()
  fireEvent.change(screen.getByLabelText(/Your next letter/), { target: { value: 'c' } })
  fireEvent.click(screen.getByRole('button', { name: 'Guess' }))
  fireEvent.click(show)
  expect(screen.getByRole('row', { name: /^you/ }).textContent).toContain('1.0')
  expect(screen.getByText('over 1 letter that you guessed; 2 letters shown, which count for nobody')).toBeTruthy()
})
