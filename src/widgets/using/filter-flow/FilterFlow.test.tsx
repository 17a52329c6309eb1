/** The dice's token is written and read on from; another can be forced; going back leaves a branch that can be taken again. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

const LETTERS = ['a', 'b', 'c']

function open() {
  prepare({ current: model })
  const nextToken = vi.fn<CoreApi['nextToken']>(async (_, text, __, after = []) => ({
    tokens: [...text, ...after.map((id) => LETTERS[id]!)],
    candidates: LETTERS.map((token, id) => ({ id, token, logit: -id, scaled: -id, probability: 0, kept: 0 })),
    logSumExp: 0,
    unknown: [],
    cropped: false,
  }))
  answer({ nextToken })
  const onReadings = vi.fn()
  render(<View text="x" temperature={1} topK={0} topP={1} minP={0} penalty={1} onReadings={onReadings} />)
  return { nextToken, onReadings }
}

test('write, force, go back, take the branch', async () => {
  const { nextToken, onReadings } = open()
  fireEvent.click(await screen.findByRole('button', { name: /^Write c/ }))
  expect(await screen.findByRole('button', { name: 'Go back to before c, token 1' })).toBeTruthy()
  expect(nextToken.mock.lastCall![3]).toEqual([2])
  fireEvent.click(screen.getByRole('button', { name: 'Write it' }))
  await vi.waitFor(() => expect(onReadings.mock.lastCall![0].written).toBe(2))
  fireEvent.click(screen.getByRole('button', { name: 'Go back to before c, token 1' }))
  await vi.waitFor(() => expect(onReadings.mock.lastCall![0].written).toBe(0))
  fireEvent.click(screen.getByRole('button', { name: /^…c/ }))
  await vi.waitFor(() => expect(onReadings.mock.lastCall![0].written).toBe(2))
})

test('a slider cuts at once, without a pass, and says how much', async () => {
  const { nextToken } = open()
  await screen.findByText(/3 of 3 tokens stay/)
  const asked = nextToken.mock.calls.length
  fireEvent.change(screen.getByRole('slider', { name: 'top-p' }), { target: { value: '0.5' } })
  expect(screen.getByText(/1 of 3 tokens stay; \.335 of the probability is cut/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Write b, cut' })).toBeTruthy()
  expect(nextToken.mock.calls.length).toBe(asked)
})
