/** Counted on one text, tried on others: the path and its counts follow the sentence. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import TagLattice from './View.tsx'

afterEach(cleanup)

const TEXT = 'I read the old book. They can book a room. We saw the saw. She can read a book. The old man saw the light. '.repeat(4)

test('the best row is drawn, and the chosen word shows what was counted', async () => {
  const onReadings = vi.fn()
  render(<TagLattice text={TEXT} sentence="They can book the old room." word={3} onReadings={onReadings} />)
  const counts = await screen.findByRole('table', { name: /^book, after AUX/ }, { timeout: 15_000 })
  expect(within(counts).getAllByRole('rowheader')[0]!.textContent).toBe('VERB')
  expect(screen.getByRole('img', { name: /The best row: They PRON, can AUX, book VERB/ })).toBeTruthy()
  await vi.waitFor(() => expect(onReadings).toHaveBeenCalled())
  const readings = onReadings.mock.lastCall![0]
  expect(readings.words).toBeGreaterThan(150)
  expect(readings.path).toBeGreaterThan(0)
  fireEvent.change(screen.getByRole('textbox', { name: 'Sentence' }), { target: { value: 'The book.' } })
  await vi.waitFor(() => expect(screen.getByRole('img', { name: /The best row: The DET, book NOUN/ })).toBeTruthy())
})
