/** Planted faults do what they say, and a run with none of them is the same run. */
import { expect, test } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { Batcher } from '../data/batches.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { FaultyBatcher, type Faults, plantedWeights } from './faults.ts'
import { Trainer } from './trainer.ts'

const tokens = Int32Array.from({ length: 400 }, (_, i) => (i * i + (i >> 3)) % 11)
const windows = { batch: 3, time: 8, seed: 5 }

test('a batch that is drawn again and again, targets that are the tokens themselves', () => {
  const sound = new Batcher(tokens, windows)
  const none = new FaultyBatcher(tokens, windows, {})
  const same = new FaultyBatcher(tokens, windows, { sameBatch: true })
  const first = sound.next()
  expect(none.next()).toEqual(first)
  expect(same.next()).toEqual(first)
  expect(none.next()).toEqual(sound.next())
  expect(same.next()).toEqual(first)
  expect(same.state).toBe(2)
  const { ids, targets } = new FaultyBatcher(tokens, windows, { unshifted: true }).next()
  expect(ids).toEqual(first.ids)
  expect(targets).toEqual(first.ids)
})

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 12, nCtx: 8, nVocab: 11, dropout: 0, variant: { activation: 'relu' } }

test('only the inner biases are changed, and not in the array that was given', () => {
  const layout = modelLayout(config)
  const weights = initialWeights(layout, 1)
  const before = weights.slice()
  const planted = plantedWeights(weights, layout, { innerBias: -2 })
  expect(weights).toEqual(before)
  for (const { name, offset, shape } of layout.parameters) {
    const [own, other] = [planted, before].map((all) => all.subarray(offset, offset + elements(shape)))
    if (name.endsWith('.mlp.c_fc.bias')) expect([...own!].every((value) => value === -2)).toBe(true)
    else expect(own, name).toEqual(other)
  }
})

const settings = { batch: 3, steps: 80, learningRate: 1e-2, warmup: 3, weightDecay: 0, clip: 1, evalEvery: 0, seed: 2 }

async function losses(faults?: Faults): Promise<{ steps: number[]; validationLoss: number }> {
  const runtime = await openWasm({ threads: 1 })
  const corpus = { train: tokens, validation: tokens.slice(0, 60) }
  const trainer = await Trainer.create(runtime, { config, settings, corpus, ...(faults && { faults }) })
  const steps: number[] = []
  await trainer.run({ onStep: ({ loss }) => steps.push(loss) })
  const { validationLoss } = await trainer.evaluate()
  trainer.destroy()
  runtime.destroy()
  return { steps, validationLoss }
}

test('a run without faults is the run; with unshifted targets its evaluations share the mistake', async () => {
  expect(await losses({})).toEqual(await losses())
  const unshifted = await losses({ unshifted: true })
  expect(unshifted.steps.at(-1)).toBeLessThan(0.3)
  expect(unshifted.validationLoss).toBeLessThan(0.3)
})
