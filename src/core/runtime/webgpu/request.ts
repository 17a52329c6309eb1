/** Asks for a GPU device with all that helps here and that the adapter offers. */
import { CourseError } from '../../errors.ts'
import { patience } from '../../patience.ts'
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

/** A browser that answers at all answers within a second; some wait for ever for a driver. */
const PATIENCE_S = 5

/** The adapter, or null where there is none. Throws CourseError 'no-device' where the browser does not answer. */
export function requestAdapter(
  gpu: GPU,
  { powerPreference = 'high-performance' }: GPURequestAdapterOptions = {},
): Promise<GPUAdapter | null> {
  return patience(PATIENCE_S).within(gpu.requestAdapter({ powerPreference }), (seconds) =>
    noDevice(`The browser was asked for a GPU and has not answered for ${seconds} s.`),
  )
}

/** Throws CourseError 'no-device' where there is no adapter, or it gives no device. */
export async function requestDevice(gpu: GPU, options: GPURequestAdapterOptions = {}): Promise<RequestedDevice> {
  const adapter = await requestAdapter(gpu, options)
  if (!adapter) throw noDevice('WebGPU found no GPU on this machine.')
  const requiredFeatures = FEATURES.filter((feature) => adapter.features.has(feature))
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]))
  try {
    const device = await patience(PATIENCE_S).within(
      adapter.requestDevice({ requiredFeatures, requiredLimits }),
      (seconds) => new Error(`it has not answered for ${seconds} s`),
      (late) => late.destroy(),
    )
    return { device, info: adapter.info ?? NO_INFO, ...describe(adapter) }
  } catch (error) {
    throw noDevice(`The GPU gave no device: ${error instanceof Error ? error.message : error}`)
  }
}

/** Browsers that know WebGPU from before its adapters told about themselves. */
const NO_INFO = { vendor: '', architecture: '', device: '', description: '' } as GPUAdapterInfo

/** What the adapter is called, and whether it only pretends to be a GPU. */
export function describe(of: { info?: GPUAdapterInfo; isFallbackAdapter?: boolean }): AdapterDescription {
  const info = of.info ?? NO_INFO
  const parts = [info.vendor, info.description || info.device || info.architecture].filter(Boolean)
  const adapter = parts.join(' ') || 'a GPU that does not give its name'
  const software =
    (info.isFallbackAdapter ?? of.isFallbackAdapter ?? false) ||
    /swiftshader|llvmpipe|lavapipe|basic render/i.test([info.architecture, info.device, adapter].join(' '))
  return { adapter, software }
}

export const noDevice = (message: string): CourseError =>
  new CourseError('no-device', message, 'The course runs on the CPU instead; nothing is lost but speed.')
