/** A whole GPT, five training steps: every runtime follows the reference, and the GPU stays within its budget. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModelConfig } from '../../src/core/config.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { modelLayout, trainingPlan } from '../../src/core/model/plans.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { expectClose } from '../support/compare.ts'

const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 }
const tiny: ModelConfig = { nLayer: 2, nHead: 3, nEmbd: 24, nCtx: 35, nVocab: 19, dropout: 0 }
const batch = 3
const STEPS = 5

interface Run {
  /** mean loss and gradient norm of each step */
  losses: number[]
  norms: number[]
  /** the flat gradients of the first step */
  gradients: Float32Array
  weights: Float32Array
}

async function train(runtime: Runtime, config: ModelConfig): Promise<Run> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout)
  store.write('weight', initialWeights(layout, 1))
  const program = await store.compile(trainingPlan(config, layout, batch, optimizer))
  const n = batch * config.nCtx
  const [losses, norms]: number[][] = [[], []]
  let gradients = new Float32Array()
  for (let step = 1; step <= STEPS; step++) {
    program.write(
      'ids',
      Int32Array.from({ length: n }, (_, i) => ((i + step) * 7) % config.nVocab),
    )
    program.write(
      'targets',
      Int32Array.from({ length: n }, (_, i) => ((i + step) * 7 + 7) % config.nVocab),
    )
    program.replay({ step, learningRate: 1e-3, seed: 4, position: 0 })
    const [each, norm] = await Promise.all([program.read('losses'), program.read('gradNorm')])
    losses.push(each.reduce((a, b) => a + b, 0) / n)
    norms.push(norm[0])
    if (step === 1) gradients = Float32Array.from(await store.read('grad'))
  }
  const weights = await store.read('weight')
  program.destroy()
  store.destroy()
  return { losses, norms, gradients, weights }
}

describe('training a whole model on webgpu', () => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await openWebGpu()
  })
  afterAll(() => runtime?.destroy())

  it.each([0, 0.2])(
    'follows the reference with dropout %d, and itself to the bit',
    async (dropout) => {
      const config = { ...tiny, dropout }
      const expected = await train(createReferenceRuntime(), config)
      const actual = await train(runtime, config)
      expectClose(actual.losses, expected.losses, { rtol: 1e-4, atol: 1e-5, name: 'losses' })
      expectClose(actual.gradients, expected.gradients, { rtol: 1e-3, atol: 1e-5, name: 'gradients of step 1' })
      expectClose(actual.norms, expected.norms, { rtol: 1e-3, atol: 1e-5, name: 'gradient norms' })
      const again = await train(runtime, config)
      expect(again.weights).toEqual(actual.weights)
    },
    120_000,
  )
})

it('costs at most 70 dispatches a step for four layers', () => {
  const config = { nLayer: 4, nHead: 4, nEmbd: 128, nCtx: 128, nVocab: 65, dropout: 0.1 }
  const { dispatches } = schedule(trainingPlan(config, modelLayout(config), 8, optimizer))
  expect(dispatches.length).toBeLessThanOrEqual(70)
  // What every device promises; the scalars are a uniform and do not count.
  for (const { bindings, label } of dispatches)
    expect(bindings.filter(({ access }) => access !== 'uniform').length, label).toBeLessThanOrEqual(8)
})
