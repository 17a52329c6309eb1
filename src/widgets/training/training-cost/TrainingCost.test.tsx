/** The count of the core, times the tokens; a preset sets all sliders; time and energy follow the device's speed. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { DeviceInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

test('operations, the rule beside them, and how long this device takes', async () => {
  prepare({ current: model, device: { kind: 'wasm', gflopsPerSecond: 50 } as DeviceInfo })
  const account = vi.fn(async () => ({ parameters: 1_000_000, flops: { forward: 2e6, both: 5e6 } }) as never)
  answer({ account })
  const onReadings = vi.fn()
  render(<View tokens={7} onReadings={onReadings} />)
  expect(await screen.findByRole('button', { name: '5.0·10¹³: operations of the run. Explain' })).toBeTruthy()
  await vi.waitFor(() => expect(onReadings.mock.lastCall?.[0]).toMatchObject({ teraflops: 50, ruleOverPlan: 1.2, tokensPerParameter: 10 }))
  expect(screen.getByRole('row', { name: /^this device/ }).textContent).toContain('16 min 40 s')
  fireEvent.click(screen.getByRole('button', { name: 'GPT-1' }))
  await vi.waitFor(() => expect(account.mock.lastCall).toMatchObject([{ nLayer: 12, nEmbd: 768, nHead: 12, nVocab: 40_478 }]))
})
