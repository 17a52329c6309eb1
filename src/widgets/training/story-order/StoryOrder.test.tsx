/** Both orders with what each sentence costs; another shuffle is asked for by the button. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

test('a sentence out of its order costs what the core says it does', async () => {
  prepare({ current: model })
  const probe = vi.fn(async (_handle: unknown, text: string) => {
    const characters = Array.from(text)
    // A bit for each character of a story that begins as it was written, else two.
    const bits = text.startsWith('\n\nOne') ? 1 : 2
    const targets = characters.slice(1)
    return { targets, tensors: [{ data: new Float32Array(targets.length).fill(bits * Math.LN2) }] } as never
  })
  answer({ probe })
  const onReadings = vi.fn()
  render(<View text="One came here. Then two went away." onReadings={onReadings} />)
  expect(await screen.findByText('2.0 times as much')).toBeTruthy()
  await vi.waitFor(() =>
    expect(onReadings.mock.lastCall?.[0]).toMatchObject({ sentences: 2, inOrder: expect.closeTo(1, 5), shuffled: expect.closeTo(2, 5) }),
  )
  expect(screen.getAllByText('14.0').length).toBe(1)
  expect(screen.getAllByText('28.0').length).toBe(1)
  const asked = probe.mock.calls.length
  fireEvent.click(screen.getByRole('button', { name: 'Shuffle again' }))
  await vi.waitFor(() => expect(probe.mock.calls.length).toBeGreaterThan(asked))
})
