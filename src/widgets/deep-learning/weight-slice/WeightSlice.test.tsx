/** The numbers on show are those that the core measured. */
import type { ModelHandle } from '../../../worker/protocol.ts'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import WeightSlice from './View.tsx'

afterEach(cleanup)

/** A loss of 2 + 0.5 w + w² around w = 0. */
const nudge = vi.fn(async (_handle: ModelHandle, _: string, { name, index, epsilon }: { name: string; index: number; epsilon: number }) => {
  const measured = 0.5 * epsilon + epsilon ** 2
  return { name, index, epsilon, weight: 0.25, gradient: 0.5, lossBefore: 2, lossAfter: 2 + measured, predicted: 0.5 * epsilon, measured }
})

test('the steepest weight is moved, and the next one on request', async () => {
  prepare({ current: model })
  answer({
    nudge,
    tensorNames: async () => [
      { name: 'h.0.mlp.c_fc.weight', shape: [2, 3] },
      { name: 'grad/h.0.mlp.c_fc.weight', shape: [2, 3] },
    ],
    probe: async () =>
      ({
        tokens: [],
        targets: null,
        loss: 2,
        tensors: [{ name: 'g', shape: [2, 3], data: Float32Array.of(0, 0.1, -0.7, 0, 0, 0.2) }],
      }) as never,
  })
  const onReadings = vi.fn()
  render(<WeightSlice span={0.4} onReadings={onReadings} />)
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0]).toMatchObject({ index: 2, loss: 2, gradient: 0.5 })
  expect(onReadings.mock.lastCall![0].error).toBeCloseTo(0.1, 6)
  expect(screen.getByText(/predicts \+0\.02500 nats, measured \+0\.02750, off by 10\.0 %/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '0.250: h.0.mlp.c_fc.weight at 0, 2. Explain' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'The next weight' }))
  await waitFor(() => expect(onReadings.mock.lastCall![0].index).toBe(3))
})
