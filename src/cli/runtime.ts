/** `--runtime auto|webgpu|wasm`: what the work runs on. */
import { existsSync, readdirSync } from 'node:fs'
import { CourseError, toPlainError } from '../core/errors.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import { openWasm } from '../core/runtime/wasm/node.ts'
import { openWebGpu } from '../core/runtime/webgpu/node.ts'
import { choice } from './arguments.ts'
import { loadVulkanLoader } from './vulkanLoader.ts'

export const RUNTIMES = ['auto', 'webgpu', 'wasm'] as const
export type RuntimeChoice = (typeof RUNTIMES)[number]

export const runtimeOption = choice(RUNTIMES, 'auto').help('what it runs on; auto: a real GPU, else the CPU')

/** Opens a runtime, lends it, and gives it back. `auto` takes a real GPU where there is one, else the CPU, on so many threads (0: on all cores). */
export async function withRuntime<T>(wanted: RuntimeChoice, work: (runtime: Runtime) => Promise<T>, threads = 0): Promise<T> {
  const runtime = await openRuntime(wanted, threads)
  try {
    return await Promise.race([work(runtime), loss(runtime)])
  } finally {
    runtime.destroy()
  }
}

/** @throws CourseError 'no-device' where the one that was asked for cannot be had */
export async function openRuntime(wanted: RuntimeChoice, threads = 0): Promise<Runtime> {
  if (wanted === 'wasm') return openWasm({ threads })
  if (wanted === 'webgpu') return openGpu()
  if (!mayHaveGpu()) return openWasm({ threads })
  try {
    const gpu = await openGpu()
    if (!gpu.software) return gpu
    gpu.destroy()
  } catch (error) {
    if (toPlainError(error).code !== 'no-device') throw error
  }
  return openWasm({ threads })
}

function openGpu(): Promise<Runtime> {
  loadVulkanLoader()
  return openWebGpu()
}

/** Linux shows a GPU's driver among the devices; where there is none, Dawn would only complain. */
function mayHaveGpu(): boolean {
  if (process.platform !== 'linux') return true
  const names = [...readdirSync('/dev'), ...(existsSync('/dev/dri') ? readdirSync('/dev/dri') : [])]
  return names.some((name) => /^(renderD\d+|nvidia\d+|dxg|mali\d+|kgsl-3d0)$/.test(name))
}

async function loss(runtime: Runtime): Promise<never> {
  throw new CourseError('device-lost', `${runtime.adapter} was lost: ${await runtime.lost}`, 'Try again, or use --runtime wasm.')
}
