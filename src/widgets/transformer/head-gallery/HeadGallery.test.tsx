/** The gallery shows every head, enlarges the pressed one, and its table sorts. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import { close, press, sumIn } from '../../testing/sums.ts'
import HeadGallery from './View.tsx'

afterEach(cleanup)

test('maps, the enlarged head, and the sorted table', async () => {
  prepare({ current: model })
  const probabilities = Float32Array.from([0.1, 0.2, 0.3, 0.4].flatMap((p) => [1, 0, p, 1 - p]))
  answer({ attention: async () => ({ tokens: ['a', 'b'], nLayer: 2, nHead: 2, probabilities }) })
  const onReadings = vi.fn()
  render(<HeadGallery text="ab" onReadings={onReadings} />)
  await waitFor(() => expect(screen.getAllByRole('button', { name: /^layer/ }).length).toBe(4))
  // Readings are told in an effect, which may come after the maps are drawn.
  await waitFor(() => expect(onReadings.mock.lastCall?.[0]).toMatchObject({ heads: 4, mostLocal: Math.fround(0.4) }))
  fireEvent.click(screen.getByRole('button', { name: 'layer 1, head 1' }))
  expect(screen.getByRole('status').textContent).toContain('Head 1.1 looks back 0.4 tokens')
  fireEvent.click(screen.getAllByRole('button', { name: 'Table' })[0]!)
  const previous = await press(/^\.400: on previous, head 1\.1\. Explain/)
  expect(await sumIn(previous)).toBeCloseTo(0.4, 3)
  await close()
  fireEvent.click(screen.getByRole('button', { name: 'on previous' }))
  expect(screen.getAllByRole('rowheader')[0]!.textContent).toBe('1.1')
})
