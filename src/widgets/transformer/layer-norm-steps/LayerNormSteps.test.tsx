/** The figure's arithmetic is that of the probed vector. */
import type { ModelHandle } from '../../../worker/protocol.ts'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { answer, model, prepare } from '../../testing/session.ts'
import LayerNormSteps from './View.tsx'
import { normalize } from './steps.ts'

afterEach(cleanup)

const C = model.config.nEmbd

test('the steps of a vector, and the layer that is asked for', async () => {
  prepare({ current: model })
  const row = Float64Array.from({ length: C }, (_, i) => i)
  const [ones, zeros] = [new Float32Array(C).fill(1), new Float32Array(C)]
  const { output, mean, deviation, rstd } = normalize(row, ones, zeros)
  const data = [Float32Array.from(row), Float32Array.of(mean), Float32Array.of(rstd), ones, zeros, Float32Array.from(output)]
  const probe = vi.fn(async (_handle: ModelHandle, _text: string, names: readonly string[]) => ({
    tokens: ['a'],
    targets: null,
    loss: null,
    tensors: names.map((name, i) => ({ name, shape: [1], data: data[i]! })),
  }))
  answer({ probe })
  const onReadings = vi.fn()
  render(<LayerNormSteps text="a" onReadings={onReadings} />)
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  expect(onReadings.mock.lastCall![0]).toMatchObject({ mean: (C - 1) / 2, deviation })
  expect(screen.getByText(`${(C - 1) / 2}000`)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'after the feed-forward' }))
  await waitFor(() => expect(probe.mock.lastCall![2][0]).toBe('h.0.ln_2.sum'))
})
