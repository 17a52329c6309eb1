/** What a training step costs at the door of the driver, counted there: one submit, and at most 70 dispatches for four layers. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSoftwareGpu } from '../../../../tests/support/runtimes.ts'
import { config as taskConfig, exampleTask, special } from '../../../../tests/support/tinyTask.ts'
import type { ModelConfig } from '../../config.ts'
import { taskLayout } from '../../finetune/grow.ts'
import { PAPER } from '../../finetune/settings.ts'
import { FineTuner } from '../../finetune/trainer.ts'
import { initialWeights } from '../../model/init.ts'
import type { Loop } from '../../train/loop.ts'
import { ANY_GPU } from '../../ops/wgsl.ts'
import { planOf } from '../../train/estimate.ts'
import { Trainer } from '../../train/trainer.ts'
import { schedule } from './schedule.ts'
import type { WebGpuRuntime } from './webgpu.ts'

const STEPS = 3
const counts = { submits: 0, dispatches: 0 }
let undo: (() => void)[] = []

/** Counts calls of a method as the driver sees them. */
function count(what: keyof typeof counts, owner: object, method: string): void {
  const methods = owner as Record<string, (...args: unknown[]) => unknown>
  const original = methods[method]!
  methods[method] = function (this: unknown, ...args: unknown[]) {
    counts[what]++
    return original.apply(this, args)
  }
  undo.push(() => {
    methods[method] = original
  })
}

beforeEach(() => {
  undo = []
})
afterEach(() => {
  for (const restore of undo) restore()
})

/** Counts a few steps of a run. */
async function costOf(runtime: WebGpuRuntime, loop: Loop): Promise<{ submits: number; dispatches: number }> {
  count('submits', GPUQueue.prototype, 'submit')
  count('dispatches', GPUComputePassEncoder.prototype, 'dispatchWorkgroups')
  Object.assign(counts, { submits: 0, dispatches: 0 })
  const heard: number[] = []
  await loop.run({ until: STEPS, onStep: ({ loss, gradNorm }) => heard.push(loss, gradNorm) })
  const cost = { submits: counts.submits / STEPS, dispatches: counts.dispatches / STEPS }
  expect(heard).toHaveLength(2 * STEPS)
  expect(heard.every(Number.isFinite)).toBe(true)
  loop.destroy()
  runtime.destroy()
  return cost
}

const config: ModelConfig = { nLayer: 4, nHead: 2, nEmbd: 16, nCtx: 8, nVocab: 14, dropout: 0.1 }
const settings = { batch: 2, steps: 20, learningRate: 1e-3, warmup: 0, weightDecay: 0.1, clip: 1, evalEvery: 0, seed: 3 }
const tokens = (nVocab: number) => Int32Array.from({ length: 400 }, (_, i) => (i * i) % nVocab)

describe('a training step of four layers', () => {
  it.each([
    ['more tokens than rows of the table', 14],
    ['more rows than tokens, as with byte pairs', 200],
  ] as const)('is one submit and at most 70 dispatches: %s', async (_, nVocab) => {
    const runtime = await openSoftwareGpu()
    const corpus = { train: tokens(nVocab), validation: tokens(nVocab).subarray(0, 60) }
    const { submits, dispatches } = await costOf(
      runtime,
      await Trainer.create(runtime, { config: { ...config, nVocab }, settings, corpus }),
    )
    expect(submits).toBe(1)
    expect(dispatches).toBeLessThanOrEqual(70)
    expect(dispatches).toBeGreaterThan(60)
  })

  it.each([14, 200])('is as many dispatches with the kernels of a real GPU, with and without subgroups, over %d tokens', (nVocab) => {
    const plan = planOf({ ...config, nVocab }, settings.batch)
    for (const subgroups of [false, true])
      expect(schedule(plan, { ...ANY_GPU, software: false, subgroups }).dispatches.length).toBeLessThanOrEqual(70)
  })

  it('is one submit in fine-tuning too', async () => {
    const runtime = await openSoftwareGpu()
    const { shape, examples } = exampleTask('similarity')
    const weights = initialWeights(taskLayout(taskConfig, 3), 1)
    const tuner = await FineTuner.create(runtime, {
      config: taskConfig,
      special,
      task: shape,
      examples,
      settings: { ...PAPER, batch: 1, epochs: 3 },
      weights,
    })
    expect((await costOf(runtime, tuner)).submits).toBe(1)
  })
})
