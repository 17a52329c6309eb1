/** Opens the WebGPU runtime in Node, on Dawn: the machine's GPU, or a software Vulkan where one is installed. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { create, globals } from 'webgpu'
import { noDevice, requestDevice } from './request.ts'
import type { TileCache } from './trials.ts'
import { createWebGpuRuntime, type WebGpuOptions, type WebGpuRuntime } from './webgpu.ts'

/** Where software drivers usually lie; the Vulkan loader reads the variable when Dawn starts. */
const DRIVERS = [
  '/usr/share/vulkan/icd.d/lvp_icd.json',
  '/usr/share/vulkan/icd.d/lvp_icd.x86_64.json',
  '/usr/share/vulkan/icd.d/lvp_icd.aarch64.json',
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
]

/** Timestamps in full: rounded to 100 µs, as pages get them, they could not time a kernel. */
const TOGGLES = ['disable-dawn-features=timestamp_quantization']

/** Dawn lives as long as the object that `create` returned is reachable, so open devices keep theirs here. */
const open = new Set<GPU>()

/** The WebGPU runtime on Dawn. `destroy()` lets the process exit. Throws CourseError 'no-device'. */
export async function openWebGpu(options: WebGpuOptions = {}): Promise<WebGpuRuntime> {
  Object.assign(globalThis, globals)
  const gpu = await findGpu()
  const { device, ...description } = await requestDevice(gpu)
  const runtime = await createWebGpuRuntime(device, description, { tileCache: tileFiles, ...options })
  open.add(gpu)
  device.lost.then(() => open.delete(gpu))
  return runtime
}

/** The first instance of Dawn that has an adapter. */
async function findGpu(): Promise<GPU> {
  const gpu = create(TOGGLES)
  if (await gpu.requestAdapter()) return gpu
  if (!process.env.VK_ICD_FILENAMES) {
    for (const driver of DRIVERS.filter((path) => existsSync(path))) {
      process.env.VK_ICD_FILENAMES = driver
      const software = create(TOGGLES)
      if (await software.requestAdapter()) return software
    }
    delete process.env.VK_ICD_FILENAMES
  }
  throw noDevice('Dawn found no GPU here: no Vulkan driver answers. Install one, or set VK_ICD_FILENAMES to the driver’s file.')
}

/** A file for each device, beside the built SIMD kernels. */
const TILES = fileURLToPath(new URL('../../../../node_modules/.cache/pathway-tiles/', import.meta.url))

const tileFiles: TileCache = {
  get: (device) => readFile(tileFile(device), 'utf8').catch(() => undefined),
  async set(device, tiles) {
    await mkdir(TILES, { recursive: true })
    // Beside, then in place: whoever reads meanwhile finds the old file or the new one.
    const beside = `${tileFile(device)}.${process.pid}`
    await writeFile(beside, tiles)
    await rename(beside, tileFile(device))
  },
}

const tileFile = (device: string): string => join(TILES, `${createHash('sha256').update(device).digest('hex').slice(0, 16)}.json`)
