/** The table shows both runs' losses, in training and in writing, and hands them on. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { CoreApi, DeviceInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import MaskRace from './View.tsx'

afterEach(cleanup)

test('the losses of both runs stand in the table', async () => {
  prepare({ current: model, device: { kind: 'wasm' } as DeviceInfo })
  let cut = false
  answer({
    texts: async () => [{ ref: { kind: 'bundled', id: 'a' }, preview: 'ababababababa' }] as Awaited<ReturnType<CoreApi['texts']>>,
    ...tell((job) => {
      cut = job.kind === 'train' && (job.spec.sizes.surgery?.noMask ?? false)
      return [
        { type: 'evaluation', evaluation: { step: 600, trainLoss: 2, validationLoss: cut ? 0.5 : 2.5, bitsPerCharacter: 3 } },
        { type: 'ended', status: 'done', step: 600 },
      ]
    }),
    probe: async (_handle, _text, names) => ({
      tokens: [],
      targets: [],
      loss: 1,
      tensors: names.map((name) => ({ name, shape: [4], data: cut ? Float32Array.of(0.25, 0.25, 0.25, 2) : new Float32Array(4).fill(2) })),
    }),
    nextToken: async () =>
      ({ candidates: ['a', 'b'].map((token) => ({ token, probability: Math.exp(cut ? -4 : -2) })) }) as Awaited<
        ReturnType<CoreApi['nextToken']>
      >,
  })
  const onReadings = vi.fn()
  render(<MaskRace context={4} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train both' }))
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  const readings = { lossMasked: 2.5, lossUnmasked: 0.5, writingMasked: 2, writingUnmasked: 4, copied: 0.25, lastPlace: 2 }
  await waitFor(() => expect(onReadings).toHaveBeenCalled())
  for (const [name, value] of Object.entries(readings)) expect(onReadings.mock.lastCall![0][name], name).toBeCloseTo(value)
  const row = screen.getByRole('row', { name: /^no mask/ })
  expect(row.textContent).toContain('0.500')
  expect(row.textContent).toContain('4.000')
})
