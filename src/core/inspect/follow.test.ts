/** A weight that is followed does what the run did, and each of its steps is AdamW's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modelLayout } from '../model/plans.ts'
import { adamWFactors, adamWOfOne } from '../ops/adamw/reference.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { followWeight } from './follow.ts'
import { optimizerOf } from '../train/settings.ts'
import { beginning } from '../train/snapshot.ts'
import { initialWeights } from '../model/init.ts'
import { Trainer } from '../train/trainer.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await openWasm({ threads: 1 })
})
afterAll(() => runtime.destroy())

const tokens = (n: number) => Int32Array.from({ length: n }, (_, i) => [0, 3, 1, 4, 2][(i * i) % 5]!)
const options = {
  config: { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 16, nVocab: 5, dropout: 0.1 },
  settings: { batch: 4, steps: 24, learningRate: 1e-2, warmup: 4, weightDecay: 0.1, clip: 0.5, evalEvery: 0, seed: 3 },
  corpus: { train: tokens(300), validation: tokens(60) },
}
const layout = modelLayout(options.config)
const start = () => beginning(initialWeights(layout, 3))
const NAME = 'h.0.mlp.c_fc.weight'

test('every step is AdamW’s, from the numbers before it, and the end is the run’s', async () => {
  const followed = await followWeight(runtime, options, start(), { name: NAME, index: 37 }, { from: 2, to: 24 })
  expect(followed).toMatchObject({ shape: [16, 64], decays: true, start: { step: 2 } })
  expect(followed.steps.map(({ step }) => step)).toEqual(Array.from({ length: 22 }, (_, i) => i + 3))
  let before = followed.start
  for (const now of followed.steps) {
    const s = { ...optimizerOf(options.settings), learningRate: now.learningRate, step: now.step, decayUntil: 1 }
    const next = adamWOfOne({ ...before, gradient: now.gradient }, adamWFactors(s, now.gradNorm), s, true)
    for (const key of ['weight', 'm', 'v'] as const) expect(next[key]).toBeCloseTo(now[key], 6)
    before = now
  }
  const trainer = await Trainer.create(runtime, { ...options, state: start() })
  await trainer.run()
  const { weights } = await trainer.snapshot()
  const { offset } = layout.parameters.find(({ name }) => name === NAME)!
  expect(followed.steps.at(-1)!.weight).toBe(weights[offset + 37])
  trainer.destroy()
})

test('a gain does not decay; what is not there is refused in words', async () => {
  const follow = (name: string, index: number, to: number) => followWeight(runtime, options, start(), { name, index }, { from: 0, to })
  expect((await follow('h.0.ln_1.weight', 0, 1)).decays).toBe(false)
  await expect(follow(NAME, 16 * 64, 1)).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(follow('h.0.mlp', 0, 1)).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(follow(NAME, 0, 25)).rejects.toMatchObject({ code: 'bad-argument' })
})
