/** A device that is silent is given up; one that slept with its tab is not. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { Environment } from './environment.ts'
import { watch } from './watchdog.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function begin() {
  let asleep = 0
  const gpu = { kind: 'webgpu', lost: new Promise<string>(() => {}) } as unknown as Runtime
  const watchdog = watch(gpu, { now: () => performance.now() + asleep } as Environment)
  const failed = vi.fn()
  watchdog.failure.catch(failed)
  const sleep = (ms: number): void => {
    asleep += ms
  }
  return { watchdog, failed, sleep }
}

it('gives up after 20 s of silence, or 20 times the slowest step', async () => {
  const { watchdog, failed } = begin()
  await vi.advanceTimersByTimeAsync(19_000)
  expect(failed).not.toHaveBeenCalled()
  watchdog.alive(3000)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(failed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2000)
  expect(failed).toHaveBeenCalledWith(expect.objectContaining({ code: 'device-lost', message: expect.stringContaining('61 s') }))
  watchdog.stop()
})

it('does not count an hour in a frozen tab', async () => {
  const { watchdog, failed, sleep } = begin()
  await vi.advanceTimersByTimeAsync(5000)
  sleep(3_600_000)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(failed).not.toHaveBeenCalled()
  // And silence afterwards is silence.
  await vi.advanceTimersByTimeAsync(10_000)
  expect(failed).toHaveBeenCalledOnce()
  watchdog.stop()
})
