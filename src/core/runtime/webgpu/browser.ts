/** Opens the WebGPU runtime in a browser's page or worker. */
import { describe, noDevice, requestAdapter, requestDevice } from './request.ts'
import { createWebGpuRuntime, type WebGpuOptions, type WebGpuRuntime } from './webgpu.ts'

/** Throws CourseError 'no-device' where the browser has no WebGPU or no GPU. */
export async function openWebGpu(options: WebGpuOptions = {}): Promise<WebGpuRuntime> {
  const gpu: GPU | undefined = navigator.gpu
  if (!gpu) throw noDevice('This browser has no WebGPU.')
  const { device, ...description } = await requestDevice(gpu)
  return createWebGpuRuntime(device, description, options)
}

/** What the browser offers, before a device is made of it. Throws CourseError 'no-device' where it does not answer. */
export async function probeGpu(): Promise<'real' | 'software' | 'none'> {
  const gpu: GPU | undefined = navigator.gpu
  const adapter = gpu && (await requestAdapter(gpu))
  if (!adapter) return 'none'
  return describe(adapter).software ? 'software' : 'real'
}
