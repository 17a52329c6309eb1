/** One button trains both; the table has both places of both runs, and the readings are handed on. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { DeviceInfo, TextInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare, tell } from '../../testing/session.ts'
import BookRace from './View.tsx'

afterEach(cleanup)

test('early and late places of both runs stand in the table', async () => {
  prepare({ current: model, device: { kind: 'wasm' } as DeviceInfo })
  let run = 0
  answer({
    texts: async () => [],
    addText: async () => ({ ref: { kind: 'own', id: 'a' } }) as unknown as TextInfo,
    removeText: async () => {},
    ...tell(() => {
      run += 1
      return [
        { type: 'evaluation', evaluation: { step: 300, trainLoss: 2, validationLoss: 1 + run, bitsPerCharacter: 3 } },
        { type: 'ended', status: 'done', step: 300 },
      ]
    }),
    probe: async () => ({ tensors: [{ data: Float32Array.from({ length: 64 }, (_, place) => (place < 8 ? 3 : run)) }] }) as never,
  })
  const onReadings = vi.fn()
  render(<BookRace characters={20_000} onReadings={onReadings} />)
  fireEvent.click(screen.getByRole('button', { name: 'Train both' }))
  await waitFor(
    () =>
      expect(onReadings.mock.lastCall?.[0]).toEqual({
        heldOutWhole: 2,
        heldOutShuffled: 3,
        earlyWhole: 3,
        earlyShuffled: 3,
        lateWhole: 1,
        lateShuffled: 2,
      }),
    { timeout: 10_000 },
  )
  expect(screen.getByRole('row', { name: /^sentences shuffled/ }).textContent).toContain('2.000')
})
