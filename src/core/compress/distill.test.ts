/** The loss of distillation against central differences, and a student that comes nearer to its teacher. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { crossEntropy } from '../ops/cross-entropy/reference.ts'
import { softCrossEntropy } from '../ops/soft-cross-entropy/reference.ts'
import { normal, streamKey } from '../random.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { distill, distillationPlan } from './distill.ts'

const [M, V] = [4, 6]
const numbers = (stream: number) => Float64Array.from({ length: M * V }, (_, i) => 2 * normal(streamKey(5, 0, stream), i))
const targets = [1, 0, 5, 3]

describe('the loss', () => {
  it.each([
    [0.3, 2],
    [1, 1],
    [0.6, 4],
  ])('has the gradient of central differences: α %d, τ %d', (alpha, temperature) => {
    const [z, teacher] = [numbers(1), numbers(2)]
    const mean = () => softCrossEntropy(z, teacher, targets, M, V, alpha, temperature).losses.reduce((a, b) => a + b, 0) / M
    const numeric = Array.from(z, (value, i) => {
      z[i] = value + 1e-6
      const above = mean()
      z[i] = value - 1e-6
      const below = mean()
      z[i] = value
      return (above - below) / 2e-6
    })
    expectClose(softCrossEntropy(z, teacher, targets, M, V, alpha, temperature).dlogits, numeric, { rtol: 1e-5, atol: 1e-8 })
  })

  it('is cross-entropy where α is 0, and nothing where the student says what its teacher says', () => {
    const [z, teacher] = [numbers(1), numbers(2)]
    const [soft, hard] = [softCrossEntropy(z, teacher, targets, M, V, 0, 3), crossEntropy(z, targets, M, V)]
    expectClose(soft.losses, hard.losses, { rtol: 1e-12, atol: 1e-12 })
    expectClose(soft.dlogits, hard.dlogits, { rtol: 1e-12, atol: 1e-12 })
    const same = softCrossEntropy(
      z,
      z.map((value) => value + 3),
      targets,
      M,
      V,
      1,
      2,
    )
    expectClose(same.losses, new Float64Array(M), { rtol: 0, atol: 1e-12 })
    expectClose(same.dlogits, new Float64Array(M * V), { rtol: 0, atol: 1e-12 })
  })
})

describe('a student', () => {
  const config: ModelConfig = { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 8, nVocab: 5, dropout: 0 }
  const settings = { batch: 4, steps: 60, learningRate: 1e-2, warmup: 5, weightDecay: 0, clip: 1, evalEvery: 0, seed: 1 }
  const tokens = Int32Array.from({ length: 400 }, (_, i) => (i * i) % 5)
  const teacher = () => {
    const layout = modelLayout(config)
    return {
      config,
      weights: unflatten(
        layout,
        initialWeights(layout, 9).map((value) => 8 * value),
      ),
    }
  }

  it('of the teacher alone loses less and less', async () => {
    const losses: number[] = []
    await distill(await openWasm(), teacher(), { ...config, nEmbd: 12 }, { alpha: 1, temperature: 2 }, settings, tokens, {
      onStep: ({ loss }) => losses.push(loss),
    })
    expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2)
  })

  it('has the plan of training, with another loss', () => {
    const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0, clip: 1 }
    const layout = modelLayout(config)
    const calls = (plan: ReturnType<typeof trainingPlan>) => plan.calls.map(({ op }) => op.replace('softCrossEntropy', 'crossEntropy'))
    expect(calls(distillationPlan(config, layout, 2, { alpha: 0.5, temperature: 2 }, optimizer))).toEqual(
      calls(trainingPlan(config, layout, 2, optimizer)),
    )
  })

  it('that does not fit its teacher is refused', async () => {
    const runtime = await openWasm()
    const half = { alpha: 0.5, temperature: 2 }
    await expect(distill(runtime, teacher(), { ...config, nVocab: 6 }, half, settings, tokens)).rejects.toThrow('must speak of the same')
    await expect(distill(runtime, teacher(), { ...config, nCtx: 9 }, half, settings, tokens)).rejects.toThrow('its teacher only 8')
    await expect(distill(runtime, teacher(), config, { alpha: 2, temperature: 2 }, settings, tokens)).rejects.toThrow('from 0 to 1')
  })
})
