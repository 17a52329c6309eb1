/** Every runtime that the tests hold to the same numbers. */
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { createWebGpuRuntime, type WebGpuRuntime } from '../../src/core/runtime/webgpu/webgpu.ts'

export interface RuntimeUnderTest {
  /** said in the test's title */
  name: string
  /** computes in float64: rounding cannot explain a difference */
  exact: boolean
  create: () => Promise<Runtime>
}

/** A WebGPU that cannot be had fails its tests; it is not skipped. */
export const runtimes: RuntimeUnderTest[] = [
  { name: 'the reference', exact: true, create: async () => createReferenceRuntime() },
  { name: 'wasm with relaxed SIMD', exact: false, create: () => openWasm() },
  { name: 'wasm with plain SIMD', exact: false, create: () => openWasm({ relaxed: false }) },
  { name: 'webgpu', exact: false, create: openWebGpu },
]

/** WebGPU with the kernels of a real GPU: a software adapter has its own, and computes these too, slowly. */
export async function openRealGpu(): Promise<WebGpuRuntime> {
  const { device, adapter } = await openWebGpu()
  return createWebGpuRuntime(device, { adapter, software: false })
}

/** WebGPU with the kernels of a software adapter, on whatever there is. */
export async function openSoftwareGpu(): Promise<WebGpuRuntime> {
  const { device, adapter } = await openWebGpu()
  return createWebGpuRuntime(device, { adapter, software: true })
}
