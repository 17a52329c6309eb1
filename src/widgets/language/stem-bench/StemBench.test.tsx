/** What the bench shows is what the libraries say about the text in its box. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import StemBench from './View.tsx'

afterEach(cleanup)

test('it finds both kinds of mistake, and follows the text and the stemmer', async () => {
  const onReadings = vi.fn()
  render(<StemBench text="Many people are generous in general. They run and they ran." onReadings={onReadings} />)
  const over = await screen.findByRole('group', { name: 'Over-stemming' }, { timeout: 10_000 })
  expect(over.textContent).toContain('generous (generous), general (general)')
  expect(screen.getByRole('group', { name: 'Under-stemming' }).textContent).toContain('run (run-), ran (ran-)')
  fireEvent.click(screen.getByRole('button', { name: 'Snowball English' }))
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ over: 0, under: 1 })), 10_000)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'The universe is a university.' } })
  await vi.waitFor(() => expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ over: 1, under: 0 })), 10_000)
})
