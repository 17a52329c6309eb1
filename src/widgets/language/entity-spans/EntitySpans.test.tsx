/** Words are marked by pressing them, and the score follows. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import EntitySpans from './View.tsx'

afterEach(cleanup)

test('marks become spans, spans a score', async () => {
  const onReadings = vi.fn()
  const onParams = vi.fn()
  render(<EntitySpans text="Ada Lovelace lived in London." onReadings={onReadings} onParams={onParams} />)
  await screen.findByText('found rightly: 0', {}, { timeout: 10_000 })
  fireEvent.click(screen.getByRole('button', { name: 'Ada: O' }))
  fireEvent.click(screen.getByRole('button', { name: 'Lovelace: O' }))
  expect(onParams).toHaveBeenLastCalledWith({ marks: '0-2:person' })
  expect(screen.getByRole('button', { name: 'Lovelace: I-person' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'place' }))
  fireEvent.click(screen.getByRole('button', { name: 'London: O' }))
  expect(onReadings).toHaveBeenLastCalledWith({ marked: 2, found: 2, precision: 1, recall: 1, f1: 1 })
})

test('the course’s sentences come with the course’s marks', async () => {
  const onReadings = vi.fn()
  render(<EntitySpans sentence={2} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: /Show the course/ }))
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ marked: 3, agreement: 1 })), {
    timeout: 10_000,
  })
})
