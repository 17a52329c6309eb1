/** Times training steps of one size, after their first loss has been checked against the reference. */
import type { ModelConfig } from '../core/config.ts'
import { CourseError } from '../core/errors.ts'
import { initialWeights } from '../core/model/init.ts'
import { evaluationPlan, modelLayout, trainingPlan } from '../core/model/plans.ts'
import { streamKey, uniform } from '../core/random.ts'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import { halfPlan } from '../core/plan/half.ts'
import type { Program, Runtime } from '../core/runtime/runtime.ts'
import { flopsOf } from '../core/plan/flops.ts'
import { mean } from '../core/train/evaluator.ts'
import { LOSS_LIMIT } from '../core/train/half.ts'
import { IN_FLIGHT } from '../core/train/loop.ts'
import { ADAM } from '../core/train/settings.ts'
import { turn } from './output.ts'

export interface Measurement {
  stepMs: { median: number; min: number }
  /** JavaScript's part of a step, median: on a GPU the encoding, on a CPU the whole of it */
  encodeMs: number
  tokensPerSecond: number
  /** the plan's floating-point operations over the median step */
  gflopsPerSecond: number
  dispatches: number
  submits: number
  /** weights, gradients, moments and the program's own memory */
  peakBytes: number
  /** the first step's loss, here and by the reference, nats per token */
  loss: number
  referenceLoss: number
}

const TOLERANCE = 1e-4

/**
 * @param f16 activations are stored in half precision
 * @throws CourseError 'kernel-failed' where the first loss is not the reference's
 */
export async function measure(
  runtime: Runtime,
  config: ModelConfig,
  batch: number,
  counts: { steps: number; warmup: number },
  f16 = false,
): Promise<Measurement> {
  const layout = modelLayout(config)
  const weights = initialWeights(layout, 1)
  const { ids, targets } = randomBatch(config, batch)
  const referenceLoss = await referenceFirstLoss(config, batch, weights, ids, targets)

  const store = await runtime.createStore(layout)
  const whole = trainingPlan(config, layout, batch, { ...ADAM, weightDecay: 0.01, clip: 1 })
  const plan = f16 ? halfPlan(whole) : whole
  const program = await store.compile(plan)
  try {
    store.write('weight', weights)
    const encode: number[] = []
    const step = (n: number): Promise<Float32Array> => {
      program.write('ids', ids)
      program.write('targets', targets)
      const begun = performance.now()
      const reads = program.replayAndRead({ step: n, learningRate: 1e-3, seed: 1, position: 0 }, ['losses', 'gradNorm'])
      encode.push(performance.now() - begun)
      return reads.then(([losses]) => losses!)
    }
    const loss = mean(await step(1))
    if (!(Math.abs(loss - referenceLoss) <= (f16 ? LOSS_LIMIT : TOLERANCE) * Math.max(1, Math.abs(referenceLoss)))) {
      throw new CourseError(
        'kernel-failed',
        `The first step's loss is ${loss} on ${runtime.adapter}, but ${referenceLoss} by the reference: nothing was timed.`,
        'Report this with the name of the device.',
      )
    }
    for (let n = 0; n < counts.warmup; n++) await step(n + 2)
    encode.length = 0
    const times = await time(program, (n) => step(n + counts.warmup + 2), counts.steps, IN_FLIGHT[runtime.kind])
    const median = middle(times)
    return {
      stepMs: { median, min: Math.min(...times) },
      encodeMs: middle(encode),
      tokensPerSecond: (batch * config.nCtx * 1000) / median,
      gflopsPerSecond: flopsOf(plan) / median / 1e6,
      dispatches: program.dispatches,
      submits: 1,
      peakBytes: program.bytes + 16 * layout.size,
      loss,
      referenceLoss,
    }
  } finally {
    program.destroy()
    store.destroy()
  }
}

/** Milliseconds from the end of each step to the end of the next. */
async function time(program: Program, step: (n: number) => Promise<unknown>, steps: number, depth: number): Promise<number[]> {
  await program.finish()
  const times: number[] = []
  let last = performance.now()
  const pending: Promise<unknown>[] = []
  const settle = async () => {
    await pending.shift()
    const now = performance.now()
    times.push(now - last)
    last = now
  }
  for (let n = 0; n < steps; n++) {
    pending.push(step(n))
    while (pending.length >= depth) await settle()
    if (depth > 1) await turn()
  }
  while (pending.length > 0) await settle()
  return times
}

/** The median. */
export const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Ids and targets without any sense, the same ones every time. */
export function randomBatch({ nCtx, nVocab }: ModelConfig, batch: number): { ids: Int32Array; targets: Int32Array } {
  const draw = (stream: number) =>
    Int32Array.from({ length: batch * nCtx }, (_, i) => Math.floor(uniform(streamKey(1, 0, stream), i) * nVocab))
  return { ids: draw(1), targets: draw(2) }
}

/** The forward pass alone, in float64: it is what the first step's loss is of. */
async function referenceFirstLoss(
  config: ModelConfig,
  batch: number,
  weights: Float32Array,
  ids: Int32Array,
  targets: Int32Array,
): Promise<number> {
  const layout = modelLayout(config)
  const store = await createReferenceRuntime().createStore(layout, { training: false })
  store.write('weight', weights)
  const program = await store.compile(evaluationPlan(config, layout, batch))
  program.write('ids', ids)
  program.write('targets', targets)
  program.replay({ step: 1, learningRate: 0, seed: 1, position: 0 })
  return mean(await program.read('losses'))
}
