/** What the bench shows is what the tokenizers say of the text in its box. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import TokenBench from './View.tsx'

afterEach(cleanup)

test('three cuts of the text, and their counts follow what is typed', async () => {
  const onReadings = vi.fn()
  render(<TokenBench text="The whale texted." onReadings={onReadings} />)
  const words = await screen.findByRole('group', { name: 'Words' }, { timeout: 10_000 })
  expect(words.textContent).toContain('the whale <unk> .')
  expect(within(words).getByText('texted').textContent).toContain('unknown')
  expect(screen.getByRole('group', { name: 'Pieces' }).textContent).toContain('the</w>whale</w>')
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'the whale' } })
  await vi.waitFor(() =>
    expect(onReadings).toHaveBeenLastCalledWith(expect.objectContaining({ characters: 9, words: 2, pieces: 2, unknownWords: 0 })),
  )
})
