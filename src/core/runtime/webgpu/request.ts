/** Asks for a GPU device with all that helps here and that the adapter offers. */
import { CourseError } from '../../errors.ts'
import type { AdapterDescription } from './webgpu.ts'

const FEATURES: GPUFeatureName[] = ['timestamp-query', 'shader-f16', 'subgroups']

/** Limits worth raising above what WebGPU promises. Kernels stay within the promise; big models need big buffers. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupsPerDimension',
] as const satisfies (keyof GPUSupportedLimits)[]

export interface RequestedDevice extends AdapterDescription {
  device: GPUDevice
  /** as WebGPU gives it; tfjs wants it */
  info: GPUAdapterInfo
}

/** Throws CourseError 'no-device' where there is no adapter or it gives no device. */
export async function requestDevice(
  gpu: GPU,
  { powerPreference = 'high-performance' }: GPURequestAdapterOptions = {},
): Promise<RequestedDevice> {
  const adapter = await gpu.requestAdapter({ powerPreference })
  if (!adapter) throw noDevice('WebGPU found no GPU on this machine.')
  const requiredFeatures = FEATURES.filter((feature) => adapter.features.has(feature))
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]))
  try {
    const device = await adapter.requestDevice({ requiredFeatures, requiredLimits })
    return { device, info: adapter.info, ...describe(adapter.info) }
  } catch (error) {
    throw noDevice(`The GPU gave no device: ${error instanceof Error ? error.message : error}`)
  }
}

/** What the adapter is called, and whether it only pretends to be a GPU. */
export function describe(info: GPUAdapterInfo): AdapterDescription {
  const parts = [info.vendor, info.description || info.device || info.architecture].filter(Boolean)
  const adapter = parts.join(' ') || 'a GPU that does not give its name'
  const software =
    info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test([info.architecture, info.device, adapter].join(' '))
  return { adapter, software }
}

export const noDevice = (message: string): CourseError =>
  new CourseError('no-device', message, 'The course runs on the CPU instead; nothing is lost but speed.')
