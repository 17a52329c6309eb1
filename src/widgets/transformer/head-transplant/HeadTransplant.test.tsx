/** Three losses, a verdict, and another head when it is chosen. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Surgery } from '../../../core/config.ts'
import type { ModelHandle, Transplant } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import HeadTransplant from './View.tsx'

afterEach(cleanup)

test('the losses stand in the table, and a changed head is measured anew', async () => {
  prepare({ current: model })
  const operate = vi.fn(async (_handle: ModelHandle, surgery: Surgery, transplant?: Transplant) => ({
    lossBefore: 1,
    lossAfter: transplant ? 1.75 - transplant.from.head : surgery.heads ? 1.25 : 1,
    tokens: 64,
  }))
  answer({ operate })
  const [onReadings, onParams] = [vi.fn(), vi.fn()]
  render(<HeadTransplant from="0.0" to="1.1" onReadings={onReadings} onParams={onParams} />)
  await waitFor(() => expect(screen.getByText(/does more harm than silence, by 0\.500 nats/)).toBeTruthy())
  await waitFor(() => expect(onReadings).toHaveBeenLastCalledWith({ lossBefore: 1, lossTransplanted: 1.75, lossSilenced: 1.25 }))
  fireEvent.click(screen.getAllByRole('button', { name: 'more: head' })[0]!)
  await waitFor(() => expect(screen.getByText(/is better than silence, by 0\.500 nats/)).toBeTruthy())
  expect(onParams).toHaveBeenCalledWith({ from: '0.1' })
  expect(operate).toHaveBeenCalledWith({ id: model.id }, {}, { from: { layer: 0, head: 1 }, to: { layer: 1, head: 1 } })
})
