/** The columns hold what the arithmetic says, shards make them lower, and this machine's measured rate sets the time. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { DeviceInfo } from '../../../worker/protocol.ts'
import { answer, model, prepare } from '../../testing/session.ts'
import View from './View.tsx'

afterEach(cleanup)

/** A hundred million weights in each of twelve blocks, and none elsewhere. */
const account = async ({ nLayer }: { nLayer: number }) =>
  ({
    parameters: 1e8 * nLayer,
    bytes: { weights: 4e8 * nLayer, gradients: 4e8 * nLayer, moments: 8e8 * nLayer, activations: 1e8, cache: 0 },
    flops: { forward: 1e8, both: 3e8 },
  }) as never

test('copies are as high as one device, shards are lower and send half as much again', async () => {
  prepare({ current: model, device: { kind: 'wasm', gflopsPerSecond: 50 } as DeviceInfo })
  answer({ account: account as never })
  const onReadings = vi.fn()
  render(<View onReadings={onReadings} />)
  expect(await screen.findByRole('img', { name: /^8 devices, each with 4\.80 GB of weights, 4\.80 GB of gradients/ })).toBeTruthy()
  await vi.waitFor(() => expect(onReadings.mock.lastCall?.[0]).toMatchObject({ devices: 8, gigabytes: 20, sentMegabytes: 8400 }))
  fireEvent.click(screen.getByRole('button', { name: 'FSDP: shards' }))
  await vi.waitFor(() => expect(onReadings.mock.lastCall?.[0]).toMatchObject({ sentMegabytes: 12_600 }))
  // an eighth of 4.8, 4.8 and 9.6, a block of .4 twice, and eight windows of .1
  expect(onReadings.mock.lastCall![0].gigabytes).toBeCloseTo(0.6 + 0.6 + 1.2 + 2 * 0.4 + 0.8)
  fireEvent.click(screen.getByRole('button', { name: 'this machine' }))
  expect(screen.getByText(/as fast as this machine was measured: 50\.0 gigaflop/)).toBeTruthy()
})
