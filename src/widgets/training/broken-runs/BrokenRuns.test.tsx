/** A run is chosen, trained and seen; a wrong diagnosis is told its number; a repair is measured. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { DeviceInfo, TextInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import { HEADS } from './patients.ts'
import BrokenRuns from './View.tsx'

afterEach(cleanup)

/** Tensors of a pass in which every letter reads itself alone, and is its own best guess. */
function passOver(text: string, names: readonly string[]) {
  const tokens = [...text]
  const T = tokens.length
  const tensors = names.map((name) => {
    if (name === 'logits') return { name, shape: [], data: Float32Array.from({ length: T * 2 }, (_, i) => (i % 2 === 0 ? 1 : 0)) }
    if (name.endsWith('probs'))
      return { name, shape: [], data: Float32Array.from({ length: HEADS * T * T }, (_, i) => ((i % (T * T)) % (T + 1) === 0 ? 1 : 0)) }
    return { name, shape: [], data: Float32Array.from({ length: T * 4 }, (_, i) => 1 + (i % 3)) }
  })
  return { tokens: tokens.map(() => 'a'), targets: null, loss: null, tensors }
}

test('run A: the mask is refuted by its number, the targets fit, and shifting them repairs it', async () => {
  prepare({ current: model, device: { kind: 'wasm' } as DeviceInfo })
  let asked = 5
  answer({
    texts: async () => [],
    addText: async () => ({ ref: { kind: 'stored', id: 'a' }, vocabulary: ['a', 'b'] }) as unknown as TextInfo,
    removeText: async () => {},
    ...tell((job) => {
      asked = job.kind === 'train' && job.faults?.unshifted ? 5 : 1
      return [
        { type: 'steps', steps: [{ step: 1, loss: 3 } as never] },
        { type: 'evaluation', evaluation: { step: 600, trainLoss: 0, validationLoss: 0.01, bitsPerCharacter: 0 } },
        { type: 'gradients', step: 600, layers: [1, 0.5, 0.25] },
        { type: 'ended', status: 'done', step: 600 },
      ]
    }),
    windowLosses: async () => ({ tokens: [], losses: [asked] }),
    probe: async (_handle, text, names) => passOver(text, names),
    weights: async (_handle, names) => names.map((name) => ({ name, shape: [2], data: Float32Array.of(0.1, 0.1) })),
  })
  const onReadings = vi.fn()
  render(<BrokenRuns onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train run A' }))
  await screen.findByText('What is wrong with run A?', undefined, { timeout: 10_000 })
  await vi.waitFor(() => expect(onReadings.mock.lastCall?.[0]).toMatchObject({ asked: 5, askedHealthy: 1, behind: 4, echo: 1, future: 0 }))

  fireEvent.click(screen.getByRole('radio', { name: /mask is missing/ }))
  expect(screen.getByText(/✗ Refuted/).parentElement!.textContent).toContain('.00 of it goes there')
  expect(screen.getByRole('row', { name: /attention on letters that come later/ })).toHaveProperty('dataset.lit', 'true')
  fireEvent.click(screen.getByRole('radio', { name: /not shifted/ }))
  expect(screen.getByText(/✓ The evidence fits/)).toBeTruthy()

  fireEvent.change(screen.getByLabelText('Repair it'), { target: { value: 'targets' } })
  fireEvent.click(screen.getByRole('button', { name: 'Train it repaired' }))
  await waitFor(() => expect(screen.getByText(/^Repaired\./).textContent).toContain('1.00 nats'), { timeout: 10_000 })
})
