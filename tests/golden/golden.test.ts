/** Holds every runtime to what PyTorch and Hugging Face's OpenAI GPT, GPT-2 and Llama computed in float64. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluationPlan, modelLayout, gradientPlan, trainingPlan } from '../../src/core/model/plans.ts'
import { elements } from '../../src/core/plan/plan.ts'
import type { ParameterStore, Program, Runtime } from '../../src/core/runtime/runtime.ts'
import { expectClose } from '../support/compare.ts'
import { runtimes } from '../support/runtimes.ts'
import { flatten, type Golden, type GoldenTensor, loadGolden } from './load.ts'

const mean = (values: Float32Array) => values.reduce((sum, x) => sum + x, 0) / values.length
const scalars = (golden: Golden, step: number) => ({ step, learningRate: golden.learningRate, seed: 0, position: 0 })

/**
 * Numbers whose gradient is rounding noise in float32, which Adam divides by its own size. Moving every key by the same
 * vector moves all scores of a row alike, and softmax does not see it: the gradient of the key biases is exactly zero.
 * And of some thousands of gradients one may be zero by chance, to seven digits of the largest beside it.
 */
const isKeyBias = (name: string, i: number, width: number) => name.endsWith('c_attn.bias') && i >= width && i < 2 * width
function isNoise(name: string, i: number, golden: Golden): boolean {
  const gradients = golden.gradients.get(name)!.data
  const size = Math.abs(gradients[i]!)
  return isKeyBias(name, i, golden.config.nEmbd) || (size > 0 && size < 1e-6 * largest(gradients))
}
const largest = (values: GoldenTensor['data']) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

function feed(program: Program, batch: Golden['batches'][number]): void {
  program.write('ids', batch.ids)
  program.write('targets', batch.targets)
}

function compareWeights(actual: Float32Array, name: string, expected: GoldenTensor, golden: Golden, exact: boolean): void {
  const kept = (_: number, i: number) => exact || !isNoise(name, i, golden)
  expectClose(actual.filter(kept), expected.data.filter(kept), { rtol: 1e-4, atol: 1e-4, name })
}

// A software Vulkan compiles the shaders of one configuration in tens of seconds.
describe.each(runtimes.map((runtime) => [runtime.name, runtime] as const))(
  'golden values on %s',
  { timeout: 240_000 },
  (_, { exact, create }) => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await create()
    })
    afterAll(() => runtime?.destroy())

    describe.each(['short', 'full', 'gpt2', 'erf', 'llama'] as const)('%s', (name) => {
      const golden = loadGolden(name)
      const layout = modelLayout(golden.config)
      let store: ParameterStore
      beforeAll(async () => {
        store = await runtime.createStore(layout)
        store.write('weight', flatten(golden.weights, layout))
      })
      afterAll(() => store?.destroy())

      it('logits and loss', async () => {
        const program = await store.compile(evaluationPlan(golden.config, layout, golden.batch, golden.time))
        feed(program, golden.batches[0]!)
        program.replay(scalars(golden, 1))
        expectClose(await program.read('logits'), golden.logits.data, { rtol: 1e-4, atol: 1e-4, name: 'logits' })
        expectClose([mean(await program.read('losses'))], [golden.loss], { rtol: 1e-4, atol: 0, name: 'loss' })
        program.destroy()
      })

      it('every gradient', async () => {
        const program = await store.compile(gradientPlan(golden.config, layout, golden.batch, golden.time))
        feed(program, golden.batches[0]!)
        program.replay(scalars(golden, 1))
        for (const [parameter, expected] of golden.gradients) {
          expectClose(await program.read(`grad/${parameter}`), expected.data, { rtol: 1e-4, atol: 1e-5, name: `grad/${parameter}` })
        }
        program.destroy()
      })

      it('five steps of clipping and AdamW', async () => {
        const program = await store.compile(trainingPlan(golden.config, layout, golden.batch, golden.optimizer, golden.time))
        const losses: number[] = []
        const norms: number[] = []
        for (const [i, batch] of golden.batches.entries()) {
          feed(program, batch)
          program.replay(scalars(golden, i + 1))
          losses.push(mean(await program.read('losses')))
          norms.push((await program.read('gradNorm'))[0]!)
        }
        expectClose(losses, golden.losses, { rtol: 1e-4, atol: 0, name: 'losses' })
        expectClose(norms, golden.gradNorms, { rtol: 1e-4, atol: 0, name: 'gradient norms' })
        for (const { name: parameter, offset, shape } of layout.parameters) {
          const actual = await store.read('weight', offset, elements(shape))
          compareWeights(actual, parameter, golden.weightsAfter.get(parameter)!, golden, exact)
        }
        program.destroy()
      })
    })
  },
)

describe('the comparison is sharp enough to see', () => {
  const golden = loadGolden('short')
  const unused = golden.time * golden.config.nEmbd
  const zeros = (tensor: GoldenTensor) => new Float32Array(tensor.data.length)

  it.each([...golden.gradients.keys()].filter((name) => !name.endsWith('embed.weight')))('a zeroed gradient of %s', (name) => {
    const expected = golden.gradients.get(name)!
    expect(() => expectClose(zeros(expected), expected.data, { rtol: 1e-4, atol: 1e-5, name })).toThrow(name)
  })

  it('a missing decay of the positions that the batch does not reach', () => {
    const name = 'positions_embed.weight'
    const before = golden.weights.get(name)!
    const withoutDecay = golden.weightsAfter.get(name)!.data.slice()
    withoutDecay.set(before.data.subarray(unused), unused)
    expect(() => compareWeights(withoutDecay, name, golden.weightsAfter.get(name)!, golden, false)).toThrow(name)
  })

  it('positions past the last one used have no gradient, and decay all the same', () => {
    const name = 'positions_embed.weight'
    expect(
      golden.gradients
        .get(name)!
        .data.subarray(unused)
        .every((g) => g === 0),
    ).toBe(true)
    const kept = (1 - golden.learningRate * golden.optimizer.weightDecay) ** golden.batches.length
    const decayed = golden.weights
      .get(name)!
      .data.subarray(unused)
      .map((w) => w * kept)
    expectClose(golden.weightsAfter.get(name)!.data.subarray(unused), decayed, { rtol: 1e-6, atol: 1e-8, name })
  })
})
