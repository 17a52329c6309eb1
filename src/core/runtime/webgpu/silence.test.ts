/** A browser or a driver that never answers: requests are given up after seconds, with a sentence. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Dispatch } from '../../ops/wgsl.ts'
import { probeGpu } from './browser.ts'
import { pipelineCache } from './pipelines.ts'
import { requestDevice } from './request.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const never = () => new Promise<never>(() => {})
const adapter = (requestDevice: () => Promise<unknown>) => ({ features: new Set(), limits: {}, requestDevice })
const gpu = (requestAdapter: () => Promise<unknown>) => ({ requestAdapter }) as unknown as GPU

/** What a promise is rejected with, while the clock runs. */
async function afterSeconds(seconds: number, work: Promise<unknown>): Promise<unknown> {
  const outcome = work.then(
    () => 'it was answered',
    (error: unknown) => error,
  )
  await vi.advanceTimersByTimeAsync(seconds * 1000)
  return Promise.race([outcome, Promise.resolve('still waiting')])
}

it('an adapter that never comes', async () => {
  vi.stubGlobal('navigator', { gpu: gpu(never) })
  const message = expect.stringContaining('has not answered for 5 s')
  expect(await afterSeconds(7, probeGpu())).toMatchObject({ code: 'no-device', message })
  expect(await afterSeconds(7, requestDevice(gpu(never)))).toMatchObject({ code: 'no-device', message })
})

it('a device that never comes, and one that comes too late is given back', async () => {
  expect(await afterSeconds(7, requestDevice(gpu(async () => adapter(never))))).toMatchObject({
    code: 'no-device',
    message: 'The GPU gave no device: it has not answered for 5 s',
  })
  const destroy = vi.fn()
  const late = () => new Promise((resolve) => setTimeout(() => resolve({ destroy }), 20_000))
  expect(await afterSeconds(7, requestDevice(gpu(async () => adapter(late))))).toMatchObject({ code: 'no-device' })
  await vi.advanceTimersByTimeAsync(20_000)
  expect(destroy).toHaveBeenCalledOnce()
})

it('a kernel that is never ready', async () => {
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 4 })
  const device = {
    pushErrorScope() {},
    popErrorScope: async () => null,
    createShaderModule: () => ({ getCompilationInfo: async () => ({ messages: [] }) }),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createComputePipelineAsync: never,
  } as unknown as GPUDevice
  const dispatch = { label: 'softmax', code: '', bindings: [] } as unknown as Dispatch
  expect(await afterSeconds(12, pipelineCache(device)(dispatch))).toMatchObject({
    code: 'kernel-failed',
    message: 'Kernel "softmax" was not ready after 10 s.',
  })
})
