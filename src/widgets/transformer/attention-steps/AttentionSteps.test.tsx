/** What is on show is the arithmetic of the probed queries, keys and values, and another token reads with its own query. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import AttentionSteps from './View.tsx'

afterEach(cleanup)

test('two tokens, the query of the second, then of the first', async () => {
  prepare({ current: { ...model, config: { ...model.config, nEmbd: 1, nHead: 1 } } })
  // q, k, v of two tokens; d = 1, so that a score is q·k.
  const qkv = Float32Array.of(1, 0, 5, 2, Math.log(3) / 2, 9)
  const [probs, out] = [Float32Array.of(1, 0, 0.25, 0.75), Float32Array.of(5, 8)]
  answer({
    probe: async (_handle, _text, names) => ({
      tokens: ['a', 'b'],
      targets: null,
      loss: null,
      tensors: [qkv, probs, out].map((data, i) => ({ name: names[i]!, shape: [data.length], data })),
    }),
  })
  const onReadings = vi.fn()
  const onParams = vi.fn()
  render(<AttentionSteps text="ab" onReadings={onReadings} onParams={onParams} />)
  await waitFor(() => expect(screen.getByRole('button', { name: /^0\.750: h\.0\.attn\.probs/ })).toBeTruthy())
  expect(screen.getByRole('button', { name: /^8\.00: h\.0\.attn\.out/ })).toBeTruthy()
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0].earlier).toBeCloseTo(0.25, 6)
  expect(onReadings.mock.lastCall![0].looksBack).toBeCloseTo(0.25, 6)
  expect(onReadings.mock.lastCall![0].difference).toBeLessThan(1e-6)
  fireEvent.click(screen.getByRole('button', { name: 'fewer: token that reads' }))
  await waitFor(() => expect(screen.getByRole('button', { name: /^5\.00: h\.0\.attn\.out/ })).toBeTruthy())
  expect(onParams).toHaveBeenCalledWith({ token: 0 })
})
