/** A plan in less memory computes the same bits, and no call writes over what it reads. */
import { expect, it } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { bytesOf, elements, type Plan } from './plan.ts'
import { reuseMemory } from './reuse.ts'

const config: ModelConfig = { nLayer: 3, nHead: 2, nEmbd: 10, nCtx: 9, nVocab: 13, dropout: 0.1 }
const layout = modelLayout(config)
const whole = trainingPlan(config, layout, 2, { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 })
const small = reuseMemory(whole, ['losses', 'gradNorm'])

it.each([1, 2])('trains to the same bits, on %d threads', async (threads) => {
  const runtime = await openWasm({ threads, minFlops: 1 })
  const train = async (plan: Plan) => {
    const store = await runtime.createStore(layout)
    store.write('weight', initialWeights(layout, 1))
    const program = await store.compile(plan)
    program.write(
      'ids',
      Int32Array.from({ length: 18 }, (_, i) => (i * 5) % 13),
    )
    program.write(
      'targets',
      Int32Array.from({ length: 18 }, (_, i) => (i * 5 + 1) % 13),
    )
    for (let step = 1; step <= 3; step++) program.replay({ step, learningRate: 1e-2, seed: 4, position: 0 })
    return [await store.read('weight'), await program.read('losses'), await program.read('gradNorm')]
  }
  expect(await train(small)).toEqual(await train(whole))
  runtime.destroy()
})

it('takes less, keeps what is asked for by its name, and every tensor of a call has memory of its own', () => {
  expect(bytesOf(small, false)).toBeLessThan(0.7 * bytesOf(whole, false))
  expect([...small.tensors.keys()]).toEqual(expect.arrayContaining(['losses', 'gradNorm', 'ids', 'targets']))
  for (const { inputs, outputs } of small.calls) {
    const read = new Set(Object.values(inputs).flatMap(({ kind, name }) => (kind === 'activation' ? name : [])))
    const written = Object.values(outputs).flatMap(({ kind, name }) => (kind === 'activation' ? name : []))
    expect(new Set(written).size).toBe(written.length)
    expect(written.filter((name) => read.has(name))).toEqual([])
    for (const { name, shape } of [...Object.values(inputs), ...Object.values(outputs)]) {
      if (small.tensors.get(name)?.kind === 'activation')
        expect(elements(small.tensors.get(name)!.shape)).toBeGreaterThanOrEqual(elements(shape))
    }
  }
})
