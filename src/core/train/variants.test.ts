/** Every family, variant and cut trains the same whether it was stopped or not: to the bit, dropout included. */
import { expect, it } from 'vitest'
import { allModels } from '../../../tests/support/variants.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { Trainer, type TrainerOptions } from './trainer.ts'

const tokens = (n: number, stride: number) => Int32Array.from({ length: n }, (_, i) => (i * stride + (i % 5)) % 11)
const settings = { batch: 2, steps: 6, learningRate: 1e-2, warmup: 2, weightDecay: 0.01, clip: 1, evalEvery: 0, seed: 3 }

it.each(allModels.map(({ name, config }) => [name, config] as const))('%s', async (_, config) => {
  const runtime = await openWasm()
  const options: TrainerOptions = {
    config: { ...config, dropout: 0.2 },
    settings,
    corpus: { train: tokens(120, 7), validation: tokens(30, 3) },
  }
  const whole = await Trainer.create(runtime, options)
  const losses: number[] = []
  await whole.run({ onStep: ({ loss }) => losses.push(loss) })
  const expected = await whole.snapshot()
  whole.destroy()

  const first = await Trainer.create(runtime, options)
  await first.run({ until: 3 })
  const state = structuredClone(await first.snapshot())
  first.destroy()
  const second = await Trainer.create(await openWasm(), { ...options, state })
  await second.run()
  expect(await second.snapshot()).toEqual(expected)
  expect(expected.weights).not.toEqual(state.weights)
  expect(losses.every(Number.isFinite)).toBe(true)
})
