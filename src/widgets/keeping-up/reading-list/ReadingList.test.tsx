/** A text that is said to be read is kept with the learner's sentence, comes into review, and can be taken back. */
import { loadBibliography } from 'virtual:lessons'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { learning, readingKey } from '../../../session/learning.ts'
import { prepare } from '../../testing/session.ts'
import ReadingList from './View.tsx'

// The texts' titles come with the bibliography, which is compiled when it is first asked for.
beforeAll(() => loadBibliography(), 60_000)
beforeEach(() => learning.getState().erase())
afterEach(cleanup)

test('reading a text puts its question into the reviews, with the day on which it is asked', async () => {
  prepare()
  render(<ReadingList />)
  fireEvent.click((await screen.findAllByRole('button', { name: /^I have read it: Attention/ }))[0]!)
  fireEvent.change(screen.getByLabelText('What it claims, in one sentence of yours'), { target: { value: 'Recurrence can go.' } })
  fireEvent.click(screen.getByRole('button', { name: 'Read: ask me about it' }))
  await vi.waitFor(() => expect(learning.getState().read.vaswani2017?.text).toBe('Recurrence can go.'))
  expect(learning.getState().reviews[readingKey('vaswani2017')]).toEqual([{ at: expect.any(Number), right: true }])
  expect(await screen.findByText(/read on .+; asked about on/)).toBeTruthy()
  expect(screen.getByText('Recurrence can go.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: /^Change: Attention/ }))
  fireEvent.click(screen.getByRole('button', { name: 'Not read after all' }))
  await vi.waitFor(() => expect(learning.getState()).toMatchObject({ read: {}, reviews: {} }))
})
