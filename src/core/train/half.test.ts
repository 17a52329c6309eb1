/** The check before a run in half precision: what passes, what does not, and what a run then does. */
import { describe, expect, it } from 'vitest'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { HALF_ROUNDING } from '../float16.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import { halfTensors } from '../plan/half.ts'
import { elements } from '../plan/plan.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import type { ParameterStore } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { planOf } from './estimate.ts'
import { checkHalf, GRADIENT_LIMIT, judge, LOSS_LIMIT } from './half.ts'
import { Trainer, type TrainerOptions } from './trainer.ts'

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 16, nCtx: 6, nVocab: 5, dropout: 0.1 }
const layout = modelLayout(config)
const tokens = (n: number) => Int32Array.from({ length: n }, (_, i) => [0, 3, 1, 4, 2][(i * i) % 5]!)
const options: TrainerOptions = {
  config,
  corpus: { train: tokens(200), validation: tokens(40) },
  f16: true,
  settings: { batch: 2, steps: 4, learningRate: 1e-2, warmup: 1, weightDecay: 0, clip: 1, evalEvery: 0, seed: 3 },
}
/** Initial ones, but one matrix so large that what it gives does not fit in halves, and is finite otherwise. */
const huge = () => {
  const weights = initialWeights(layout, 3)
  const { offset, shape } = layout.parameters.find(({ name }) => name === 'h.1.mlp.c_fc.weight')!
  for (let i = offset; i < offset + elements(shape); i++) weights[i]! *= 1e7
  return weights
}
const losses = async (trainer: Trainer) => {
  const all: number[] = []
  await trainer.run({ onStep: ({ loss }) => all.push(loss) })
  return all
}

describe('a run in half precision', () => {
  it('stores its activations so, and learns nearly the same', async () => {
    const half = await Trainer.create(createReferenceRuntime(), options)
    expect(half.half).toMatchObject({ on: true, sentence: expect.stringContaining('stored in half precision') })
    expect(halfTensors(half.program.plan)).toContain('h.0.attn.c_attn')
    const { gradients, loss } = half.half!.check!
    expect(gradients).toBeGreaterThan(HALF_ROUNDING / 50)
    expect(gradients).toBeLessThan(4 * HALF_ROUNDING)
    expect(loss).toBeLessThan(HALF_ROUNDING)
    const whole = await Trainer.create(createReferenceRuntime(), { ...options, f16: false })
    expect(whole.half).toBeUndefined()
    const [a, b] = [await losses(half), await losses(whole)]
    expect(a).not.toEqual(b)
    for (const [i, loss] of a.entries()) expect(Math.abs(loss / b[i]! - 1)).toBeLessThan(LOSS_LIMIT)
  })

  it('goes on in f32 where its numbers do not fit, and draws the same batches', async () => {
    const [asked, never] = [
      await Trainer.create(createReferenceRuntime(), { ...options, weights: huge() }),
      await Trainer.create(createReferenceRuntime(), { ...options, weights: huge(), f16: false }),
    ]
    expect(asked.half).toMatchObject({ on: false, sentence: expect.stringMatching(/too coarse .* not finite\. It goes on in f32/) })
    expect(halfTensors(asked.program.plan)).toEqual([])
    expect(await losses(asked)).toEqual(await losses(never))
  })

  it('goes on in f32 where the device has no halves', async () => {
    const trainer = await Trainer.create(await openWasm(), options)
    expect(trainer.half).toEqual({ on: false, sentence: expect.stringMatching(/^CPU, .* cannot store .* the run goes on in f32\.$/) })
    expect(await losses(trainer)).toHaveLength(4)
  })
})

describe('the check', () => {
  const ids = Int32Array.from({ length: 24 }, (_, i) => i % 5)
  const step = {
    planOf: (windows: number) => planOf(config, windows),
    batch: { ids, targets: ids },
    windows: 4,
    scalars: { step: 1, learningRate: 0, seed: 1, position: 0 },
  }

  it('takes fewer windows where there is no memory for all in f32, and changes no weight', async () => {
    const store = await createReferenceRuntime().createStore(layout)
    store.write('weight', initialWeights(layout, 3))
    const tried: number[] = []
    const small: ParameterStore = {
      ...store,
      compile(plan) {
        const [windows] = plan.tensors.get('ids')!.shape
        tried.push(windows!)
        if (windows! > 1) throw new CourseError('out-of-memory', 'no')
        return store.compile(plan)
      },
    }
    const check = await checkHalf(small, step)
    expect(tried).toEqual([4, 2, 1, 1])
    expect(check.gradients).toBeGreaterThan(0)
    expect(judge(check).on).toBe(true)
    expect(await store.read('weight')).toEqual(initialWeights(layout, 3))
    const none = { ...store, compile: () => Promise.reject(new CourseError('out-of-memory', 'nothing left')) }
    await expect(checkHalf(none, step)).rejects.toThrow('nothing left')
  })

  it('has limits, and names the numbers', () => {
    expect(judge({ loss: LOSS_LIMIT, gradients: GRADIENT_LIMIT }).on).toBe(true)
    expect(judge({ loss: 0.002, gradients: 0 })).toMatchObject({
      on: false,
      sentence: expect.stringContaining('loss is off by 0.2 % (at most 0.1 %)'),
    })
    expect(judge({ loss: 0, gradients: 0.0612 }).sentence).toContain('gradients by 6.1 % (at most 5 %). It goes on in f32.')
    expect(judge({ loss: Number.NaN, gradients: 0 })).toMatchObject({ on: false, sentence: expect.stringContaining('not finite') })
  })
})
