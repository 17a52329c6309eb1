/** The chart and its table are the measured lengths. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi, DeviceInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import GradientDepth from './View.tsx'

afterEach(cleanup)

test('what is measured before and after training stands in the table', async () => {
  prepare({ current: model, device: { kind: 'wasm' } as DeviceInfo })
  answer({
    texts: async () => [{ ref: { kind: 'bundled', id: 'a' } }] as Awaited<ReturnType<CoreApi['texts']>>,
    ...tell(() => [
      { type: 'evaluation', evaluation: { step: 100, trainLoss: 2, validationLoss: 2.5, bitsPerCharacter: 3 } },
      { type: 'ended', status: 'done', step: 100 },
    ]),
    probe: async ({ step }, _text, names) => ({
      tokens: ['a'],
      targets: ['b'],
      loss: 1,
      tensors: names.map((name, i) => ({ name, shape: [2], data: Float32Array.of(3 * (i + 1), 4 * (i + 1) * (step === 0 ? 1 : 0)) })),
    }),
  })
  const onReadings = vi.fn()
  render(<GradientDepth layers={4} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train and measure' }))
  await waitFor(() => expect(onReadings).toHaveBeenCalledWith({ ratioStart: 0.25, ratioEnd: 0.25, loss: 2.5, layers: 4, steps: 100 }))
  fireEvent.click(screen.getByRole('button', { name: 'before training' }))
  fireEvent.click(screen.getByRole('button', { name: 'Table' }))
  // the lengths of (9, 12) and (12, 16)
  expect(screen.getByText('15')).toBeTruthy()
  expect(screen.getByText('20')).toBeTruthy()
})
