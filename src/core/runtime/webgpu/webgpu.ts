/** The WebGPU runtime: replays plans on one GPUDevice, whose loss and errors it owns. */
import { productOf } from '../../ops/linear/kernel.wgsl.ts'
import { type Product, productClass, type Tuned } from '../../ops/linear/tiles.ts'
import type { ParameterLayout, Plan } from '../../plan/plan.ts'
import type { FlatBuffer, ParameterStore, Program, Runtime } from '../runtime.ts'
import { allocating, checkSize, watchDevice } from './device.ts'
import { lanesInOrder } from './lanes.ts'
import { createProgram, type Gpu, type WebGpuProgram } from './program.ts'
import { pipelineCache } from './pipelines.ts'
import { createReader } from './staging.ts'
import { type Ceiling, ceilingsOf, type TileCache, Tiles, type Trial } from './trials.ts'

export interface AdapterDescription {
  /** for people: "NVIDIA H200" */
  adapter: string
  software: boolean
}

export interface WebGpuRuntime extends Runtime {
  readonly device: GPUDevice
  /** Tries the tiles of all matrix products, of these plans and of compiled ones, that were not tried before; later programs take the fastest. No bit changes. */
  tune(plans?: readonly Plan[]): Promise<Trial[]>
  /** What our best kernels reach at the plan's `count` largest products, the largest first. */
  ceilings(plan: Plan, count: number): Promise<Ceiling[]>
}

export interface WebGpuOptions {
  /** instead of what the adapter says of itself, to see what other devices get */
  target?: Partial<Tuned>
  /** where the fastest tiles are remembered */
  tileCache?: TileCache
}

export const isWebGpu = (runtime: Runtime): runtime is WebGpuRuntime => 'ceilings' in runtime

/** Is this program on a GPU, so that its tensors can be handed to tfjs? */
export const isWebGpuProgram = (program: Program): program is WebGpuProgram => 'place' in program && 'device' in program

export async function createWebGpuRuntime(
  device: GPUDevice,
  { adapter, software }: AdapterDescription,
  { target: claimed, tileCache }: WebGpuOptions = {},
): Promise<WebGpuRuntime> {
  const watch = watchDevice(device)
  const tiles = new Tiles(adapter, claimed?.software ?? software, tileCache)
  await tiles.load()
  const bare = { device, watch, reader: createReader(device, watch), compile: pipelineCache(device) }
  const subgroups = claimed?.subgroups ?? (device.features.has('subgroups') && (await lanesInOrder(bare)))
  const gpu: Gpu = {
    ...bare,
    target: { software, tiles: tiles.chosen, ...claimed, subgroups },
    meet: (plan) => tiles.meet(productsIn(plan)),
  }
  const tune = (plans: readonly Plan[] = []) => {
    plans.forEach(gpu.meet)
    return tiles.try(gpu)
  }
  return {
    kind: 'webgpu',
    adapter,
    software,
    f16: device.features.has('shader-f16'),
    device,
    threads: 1,
    lost: watch.lost,
    createStore: (layout, { training = true } = {}) => createStore(gpu, layout, training ? ['weight', 'grad', 'm', 'v'] : ['weight']),
    tune,
    ceilings: (plan, count) => ceilingsOf(gpu, largest(productsIn(plan), count), gpu.target),
    destroy: watch.destroy,
  }
}

const productsIn = (plan: Plan): Product[] => plan.calls.flatMap((call) => productOf(call) ?? [])

/** One of each class. */
function largest(products: readonly Product[], count: number): Product[] {
  const each = [...new Map(products.map((product) => [productClass(product), product])).values()]
  return each.sort((a, b) => b.M * b.N * b.K - a.M * a.N * a.K).slice(0, count)
}

async function createStore(gpu: Gpu, layout: ParameterLayout, names: FlatBuffer[]): Promise<ParameterStore> {
  const { device, watch, reader } = gpu
  watch.check()
  const size = 4 * layout.size
  // Kernels bind a flat buffer whole only in slices that every device takes.
  checkSize(device, 'The flat buffer of all weights', size, 0)
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
  const make = () => names.map((name) => [name, device.createBuffer({ label: `flat ${name}`, size, usage })] as const)
  const made = await allocating(device, size * names.length, make, (buffers) => {
    for (const [, buffer] of buffers) buffer.destroy()
  })
  const flat: Partial<Record<FlatBuffer, GPUBuffer>> = Object.fromEntries(made)
  const find = (name: FlatBuffer): GPUBuffer => {
    const buffer = flat[name]
    if (!buffer) throw new Error(`this store was made with training: false, so it has no flat buffer "${name}"`)
    return buffer
  }
  const checkRange = (offset: number, length: number) => {
    if (offset < 0 || length < 0 || offset + length > layout.size)
      throw new Error(`elements ${offset} to ${offset + length} are asked for, but a flat buffer holds ${layout.size}`)
  }
  return {
    layout,
    write(name, data, offset = 0) {
      checkRange(offset, data.length)
      device.queue.writeBuffer(find(name), 4 * offset, data.buffer as ArrayBuffer, data.byteOffset, data.byteLength)
    },
    async read(name, offset = 0, length = layout.size - offset) {
      checkRange(offset, length)
      return reader.read(find(name), offset, length)
    },
    compile: (plan, beside) => createProgram(gpu, plan, flat, beside as WebGpuProgram | undefined),
    destroy() {
      for (const [, buffer] of made) buffer.destroy()
    },
  }
}
