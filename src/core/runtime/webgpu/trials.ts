/**
 * Which tile of a matrix product is fastest on this device, by trial: each class of products once, and then remembered.
 *
 * Nothing waits for a trial. Until it is made a product takes the tile that suits its kind of adapter, and as all tiles
 * give the same bits, a later program may take another one without changing a number.
 */
import { type Binding, dispatch, read, type Scratch, write } from '../../ops/wgsl.ts'
import { grid, matmulCode, operandTypes, storesFours } from '../../ops/linear/matmul.wgsl.ts'
import { candidates, type Product, productClass, type Tile, TILES, tileFor, type Tuned } from '../../ops/linear/tiles.ts'
import type { DeviceWatch } from './device.ts'
import type { Compile } from './pipelines.ts'
import { timeDispatches } from './profile.ts'
import type { Reader } from './staging.ts'

/** Where what was learned is kept: one JSON text for each device. */
export interface TileCache {
  get(device: string): Promise<string | undefined>
  set(device: string, tiles: string): Promise<void>
}

/** One class of products tried. */
export interface Trial {
  readonly product: Product
  /** milliseconds of each tile that was reached within the budget, best of a few */
  readonly times: readonly { readonly tile: string; readonly ms: number }[]
  /** the fastest of them */
  readonly tile: string
}

/** What the best of our products reaches at one size. */
export interface Ceiling {
  readonly product: Product
  readonly tile: string
  /** 10⁹ floating-point operations a second, a multiply-add counting as two */
  readonly gflopsPerSecond: number
}

export interface TrialDevice {
  readonly device: GPUDevice
  readonly watch: DeviceWatch
  readonly reader: Reader
  readonly compile: Compile
}

/** What is kept is of no use to other kernels than these. */
const VERSION = 1
/** Milliseconds after which no further tile of a class is begun; the one that is in use anyway does not count. */
const BUDGET = { hardware: 120, software: 400 }
const REPEATS = 4
/** Elements of the largest matrix of a trial: fewer rows of C tell the same. */
const MOST = 2 ** 22

/** The tiles of one device: those that were kept, and those that its trials add. */
export class Tiles {
  readonly chosen = new Map<string, string>()
  private readonly met = new Map<string, Product>()
  private readonly key: string
  private loading: Promise<void> | undefined

  constructor(
    adapter: string,
    private readonly software: boolean,
    private readonly cache: TileCache | undefined,
  ) {
    this.key = `${adapter}, tiles ${VERSION}`
  }

  /** Reads what was kept, once. A cache that fails, or holds something else, is an empty one. */
  load(): Promise<void> {
    this.loading ??= (async () => {
      const kept: unknown = await this.cache
        ?.get(this.key)
        .then((text) => text && JSON.parse(text))
        .catch(() => undefined)
      if (!kept || typeof kept !== 'object') return
      for (const [product, tile] of Object.entries(kept)) if (typeof tile === 'string') this.chosen.set(product, tile)
    })()
    return this.loading
  }

  /** Notes the products of a program; `try` will try those whose class it does not know. */
  meet(products: readonly Product[]): void {
    for (const product of products) if (!this.met.has(productClass(product))) this.met.set(productClass(product), product)
  }

  /** Tries every class that was met and not tried, and keeps what it learned. */
  async try(device: TrialDevice): Promise<Trial[]> {
    await this.load()
    const trials: Trial[] = []
    for (const [name, product] of this.met) {
      if (this.chosen.has(name)) continue
      const trial = await tryTiles(device, product, { software: this.software, subgroups: false })
      this.chosen.set(name, trial.tile)
      trials.push(trial)
    }
    if (trials.length > 0) await this.cache?.set(this.key, JSON.stringify(Object.fromEntries(this.chosen))).catch(() => {})
    return trials
  }
}

/** Times the candidates, the default first, until the budget is spent. */
async function tryTiles(gpu: TrialDevice, product: Product, target: Tuned): Promise<Trial> {
  const usual = tileFor(product, target)
  const tiles = [usual, ...candidates(product, target).filter((tile) => tile !== usual)]
  const times = await timeTiles(gpu, product, tiles, target.software ? BUDGET.software : BUDGET.hardware)
  return { product, times, tile: fastest(times).tile }
}

/** The rate of the best tile for each product, whatever a trial would have left out for want of time. */
export async function ceilingsOf(gpu: TrialDevice, products: readonly Product[], target: Tuned): Promise<Ceiling[]> {
  const ceilings: Ceiling[] = []
  for (const product of products) {
    // Barriers only cost a software adapter minutes of compiling.
    const { tile, ms } = fastest(await timeTiles(gpu, product, target.software ? candidates(product, target) : TILES))
    const { M, N, K } = timed(product)
    ceilings.push({ product, tile, gflopsPerSecond: (2 * M * N * K) / ms / 1e6 })
  }
  return ceilings
}

const fastest = (times: Trial['times']) => times.reduce((best, one) => (one.ms < best.ms ? one : best))

/** What is timed in a product's place. */
const timed = (product: Product): Product => {
  const { M, N, K } = product
  return { ...product, M: Math.min(M, Math.max(128, 128 * Math.floor(MOST / Math.max(N, K) / 128))) }
}

/** Milliseconds of each tile; none is begun once the budget, in milliseconds after the first, is spent. */
async function timeTiles(
  gpu: TrialDevice,
  asked: Product,
  tiles: readonly Tile[],
  budget = Number.POSITIVE_INFINITY,
): Promise<Trial['times']> {
  const product = timed(asked)
  const { M, N, K } = product
  const usage = GPUBufferUsage.STORAGE
  const buffers = [M * K, K * N, M * N].map((n) => gpu.device.createBuffer({ label: 'trial', size: 16 * Math.ceil(n / 4), usage }))
  const scalars = gpu.device.createBuffer({ label: 'trial', size: 64, usage: GPUBufferUsage.UNIFORM })
  const times: { tile: string; ms: number }[] = []
  let end = Number.POSITIVE_INFINITY
  try {
    for (const tile of tiles) {
      if (performance.now() > end) break
      times.push({ tile: tile.name, ms: await timeTile(gpu, product, tile, [scalars, ...buffers]) })
      if (times.length === 1) end = performance.now() + budget
    }
    return times
  } finally {
    for (const buffer of [scalars, ...buffers]) buffer.destroy()
  }
}

/** Best of a few, milliseconds; the first run, which warms caches, is not counted. */
async function timeTile(
  { device, watch, reader, compile }: TrialDevice,
  product: Product,
  tile: Tile,
  buffers: readonly GPUBuffer[],
): Promise<number> {
  const { pipeline, layout } = await compile(trialDispatch(product, tile))
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
  const group = device.createBindGroup({ layout, entries })
  const [x, y, z] = grid(product, tile)
  const encode = (pass: GPUComputePassEncoder) => {
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(x, y, z)
  }
  if (device.features.has('timestamp-query')) {
    const [, ...times] = await timeDispatches(device, watch, reader, 1 + REPEATS, encode)
    // A clock that a browser has made coarse may show nothing at all.
    if (times.every((ms) => ms > 0)) return Math.min(...times)
  }
  const run = async (count: number) => {
    const encoder = device.createCommandEncoder({ label: 'trial' })
    const pass = encoder.beginComputePass()
    for (let i = 0; i < count; i++) encode(pass)
    pass.end()
    const begun = performance.now()
    device.queue.submit([encoder.finish()])
    await watch.whileAlive(device.queue.onSubmittedWorkDone())
    return performance.now() - begun
  }
  await run(1)
  return (await run(4 * REPEATS)) / (4 * REPEATS)
}

/** The product alone, over memory of its own. */
function trialDispatch(product: Product, tile: Tile) {
  const { M, N, K } = product
  const types = operandTypes(product)
  const T = storesFours(product) ? 'vec4f' : 'f32'
  const memory = (name: string, elements: number): Scratch => ({ kind: 'scratch', name, elements })
  const bindings: Binding[] = [
    read('a', memory('a', M * K), types.a),
    read('b', memory('b', K * N), types.b),
    write('c', memory('c', M * N), T),
  ]
  const store = `fn store(m: u32, n: u32, value: ${T}) { c[(m * ${N}u + n)${T === 'vec4f' ? ' / 4u' : ''}] = value; }`
  return dispatch(`trial of ${tile.name}`, bindings, grid(product, tile), store + matmulCode(product, tile))
}
