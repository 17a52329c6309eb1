/** The kernels for a few rows, of real GPUs and of software adapters: the reference's numbers, and for each row the bits that it has alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROMPT_ROWS } from '../../src/core/model/plans.ts'
import { FEW_ROWS } from '../../src/core/ops/linear/tiles.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { openRealGpu } from '../support/runtimes.ts'
import type { Case } from './cases/case.ts'
import { make, weight } from './cases/case.ts'
import { bits, expectContract, runTwice } from './run.ts'

const ROWS = 6

/** Columns read in fours and not, K in fours and not, more of both than a workgroup has threads, and a column that is left over. */
const products = [
  { K: 77, N: 36, transposed: 0 },
  { K: 140, N: 10, transposed: 1 },
  { K: 7, N: 3, transposed: 0 },
]
/** x's first row alone, or all: they begin with the same numbers. */
const linear = (rows: number, { K, N, transposed }: (typeof products)[number]): Case =>
  make('linear', `[${rows},${K}] to ${N}`, [weight('w', ...(transposed ? [N, K] : [K, N])), weight('b', N)], (t) => {
    const outputs = { y: t.activation('y', [rows, N]), pre: t.activation('pre', [rows, N]) }
    t.call('linear', { x: t.input('x', [rows, K]), weight: t.weight('w'), bias: t.weight('b') }, outputs, {
      rows,
      in: K,
      out: N,
      transposed,
    })
    return undefined
  })
const quantized = (rows: number, K: number, N: number, width: number): Case =>
  make('linearQuantized', `[${rows},${K}] to ${N}, ${width} bits`, [weight('b', N)], (t) => {
    const group = width === 8 ? K : 32
    const words = Math.ceil((K * width) / 32)
    const data = Int32Array.from({ length: N * words }, (_, i) => Math.imul(i + 1, 0x9e3779b1))
    const inputs = {
      x: t.input('x', [rows, K]),
      words: t.constant('words', [N, words], data),
      scales: t.input('scales', [N, Math.ceil(K / group)]),
      bias: t.weight('b'),
    }
    t.call('linearQuantized', inputs, { y: t.activation('y', [rows, N]) }, { rows, in: K, out: N, bits: width, group })
    return { fill: { scales: (i) => 0.01 + (i % 7) / 500 } }
  })

it('the kernels take a whole prompt', () => expect(PROMPT_ROWS).toBeLessThanOrEqual(FEW_ROWS))

describe.each([
  ['a real GPU', openRealGpu],
  ['a software adapter', openWebGpu],
] as const)('the kernels of %s', { timeout: 120_000 }, (_, open) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await open()
  }, 120_000)
  afterAll(() => runtime?.destroy())

  const pairs = [
    ...products.map((product) => [linear(ROWS, product), linear(1, product)] as const),
    ...[8, 4].map((width) => [quantized(ROWS, 150, 19, width), quantized(1, 150, 19, width)] as const),
  ]
  it.each(pairs.map(([all, one]) => [`${all.op} ${all.title}`, all, one] as const))('%s', async (_, all, one) => {
    await expectContract(runtime, all)
    const [[together], [alone]] = [await runTwice(runtime, all), await runTwice(runtime, one)]
    for (const [name, values] of alone!) expect(bits(together!.get(name)!.slice(0, values.length)).equals(bits(values)), name).toBe(true)
  })
})
