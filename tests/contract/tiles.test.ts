/** Tiles of matrix products give the same bits and are chosen by trial; and what only a real GPU gets keeps the contract too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { candidates, type Product, productClass, TILES, tileFor } from '../../src/core/ops/linear/tiles.ts'
import { ANY_GPU } from '../../src/core/ops/wgsl.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import type { TileCache } from '../../src/core/runtime/webgpu/trials.ts'
import type { WebGpuRuntime } from '../../src/core/runtime/webgpu/webgpu.ts'
import { type Case, cases } from './cases.ts'
import { make, weight } from './cases/case.ts'
import { bits, expectContract, runTwice } from './run.ts'

/** No multiples of any tile; rows that are read in fours, and rows that are not. */
const products: Product[] = [
  { form: 'NT', M: 70, N: 68, K: 36 },
  { form: 'NN', M: 13, N: 35, K: 19 },
]
const linear = ({ form, M, N, K }: Product): Case =>
  make('linear', `${form} ${M}×${N}×${K}`, [weight('w', ...(form === 'NT' ? [N, K] : [K, N])), weight('b', N)], (t) => {
    const args = { rows: M, in: K, out: N, transposed: form === 'NT' ? 1 : 0 }
    const outputs = { y: t.activation('y', [M, N]), pre: t.activation('pre', [M, N]) }
    t.call('linear', { x: t.input('x', [M, K]), weight: t.weight('w'), bias: t.weight('b') }, outputs, args)
    return undefined
  })

describe('every tile', () => {
  const chosen = new Map<string, string>()
  let runtime: WebGpuRuntime
  beforeAll(async () => {
    runtime = await openWebGpu({ target: { tiles: chosen } })
  })
  afterAll(() => runtime.destroy())

  it.each(products)('gives the same bits, and the reference’s numbers: $form $M×$N×$K', { timeout: 120_000 }, async (product) => {
    const test = linear(product)
    const choose = (tile: string) => chosen.set(productClass(product), tile)
    choose(TILES[0]!.name)
    await expectContract(runtime, test)
    const [first] = await runTwice(runtime, test)
    for (const { name } of TILES.slice(1)) {
      choose(name)
      const [other] = await runTwice(runtime, test)
      for (const [tensor, values] of first!) expect(bits(other!.get(tensor)!).equals(bits(values)), `${tensor} of ${name}`).toBe(true)
    }
  })
})

it('trials choose a tile for each class of products once, and it is remembered', { timeout: 120_000 }, async () => {
  const kept = new Map<string, string>()
  const tileCache: TileCache = { get: async (device) => kept.get(device), set: async (device, tiles) => void kept.set(device, tiles) }
  const [wide, narrow] = [linear({ form: 'NN', M: 64, N: 96, K: 32 }), linear({ form: 'NN', M: 64, N: 12, K: 32 })]
  const first = await openWebGpu({ tileCache })
  const { software } = first
  const trials = await first.tune([wide.trace.plan(), narrow.trace.plan(), wide.trace.plan()])
  expect(trials.map(({ product }) => product.N)).toEqual([96, 12])
  for (const { product, tile, times } of trials) {
    expect(candidates(product, { software }).map(({ name }) => name)).toContain(tile)
    expect(times[0]!.tile).toBe(tileFor(product, { software, subgroups: false }).name)
    expect(Math.min(...times.map(({ ms }) => ms))).toBe(times.find((one) => one.tile === tile)!.ms)
  }
  expect(await first.tune()).toEqual([])
  await expectContract(first, wide)
  first.destroy()
  expect(kept.size).toBe(1)

  const second = await openWebGpu({ tileCache })
  expect(await second.tune([wide.trace.plan(), narrow.trace.plan()])).toEqual([])
  second.destroy()

  const broken = await openWebGpu({ tileCache: { get: async () => '{ half a', set: () => Promise.reject(new Error('full')) } })
  expect(await broken.tune([narrow.trace.plan()])).toHaveLength(1)
  broken.destroy()
})

/** Cases whose kernels are others where the adapter is a real GPU: the fourth of each op, which is no tiny one. */
const forGpus = [...new Set(cases.map(({ op }) => op))].flatMap((op) => {
  const code = (software: boolean, { trace }: Case) =>
    schedule(trace.plan(), { ...ANY_GPU, software })
      .dispatches.map((d) => d.code)
      .join()
  return cases
    .filter((test) => test.op === op && code(true, test) !== code(false, test))
    .slice(0, 4)
    .slice(-1)
})

describe('what only a real GPU gets', () => {
  let runtime: WebGpuRuntime
  beforeAll(async () => {
    runtime = await openWebGpu({ target: { software: false } })
  })
  afterAll(() => runtime.destroy())

  it('is another kernel for most ops', () => expect(forGpus.length).toBeGreaterThanOrEqual(9))
  it.each(forGpus)('$op $title', { timeout: 120_000 }, (test) => expectContract(runtime, test))
})
