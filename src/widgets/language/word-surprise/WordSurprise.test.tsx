/** The table shows the probe's losses, by part of speech and by name, and says whose model it is. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import WordSurprise from './View.tsx'

afterEach(cleanup)

const TEXT = 'He saw Paris.'

test('each kind has the mean of its words', async () => {
  prepare({ current: model })
  // one bit for every character
  answer({
    probe: async (_handle, text) => ({
      tokens: [...text].slice(0, -1),
      targets: [...text].slice(1),
      loss: 1,
      tensors: [{ name: 'losses', shape: [text.length - 1], data: new Float32Array(text.length - 1).fill(Math.LN2) }],
    }),
  })
  const onReadings = vi.fn()
  render(<WordSurprise text={TEXT} onReadings={onReadings} />)
  expect((await screen.findByRole('row', { name: /^proper noun/ }, { timeout: 10_000 })).textContent).toBe('proper noun5.01.01.01Paris')
  fireEvent.click(screen.getByRole('button', { name: 'by name' }))
  expect(screen.getByRole('row', { name: /^place/ }).textContent).toContain('5.0')
  expect(onReadings).toHaveBeenCalledWith(
    expect.objectContaining({ words: 2, nameBits: expect.closeTo(5, 5), otherBits: expect.closeTo(3, 5) }),
  )
  expect(screen.getByText(/the course’s model/)).toBeTruthy()
})
