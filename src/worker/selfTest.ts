/** Runs every kernel once on tiny shapes and compares with the formulas: drivers miscompile, and numbers go wrong silently. */
import type { ModelConfig } from '../core/config.ts'
import { toPlainError } from '../core/errors.ts'
import { initialWeights } from '../core/model/init.ts'
import { decodingPlan, modelLayout, inspectionPlan, trainingPlan } from '../core/model/plans.ts'
import { createReferenceRuntime } from '../core/runtime/reference/reference.ts'
import type { Runtime } from '../core/runtime/runtime.ts'

/** No size is a multiple of a tile; two layers, so that a gradient passes through a whole block. */
const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 20, nCtx: 9, nVocab: 23, dropout: 0.1 }
const BATCH = 3
const ids = Int32Array.from({ length: BATCH * config.nCtx }, (_, i) => (i * 7 + 3) % config.nVocab)
const targets = ids.map((id) => (id * 5 + 1) % config.nVocab)
const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 }

/** Null if the runtime agrees with the reference, else what differs, for people. Takes well under a second. */
export async function selfTest(runtime: Runtime): Promise<string | null> {
  try {
    const [expected, actual] = [await compute(createReferenceRuntime()), await compute(runtime)]
    for (const [what, values] of expected) {
      const fault = difference(actual.get(what)!, values)
      if (fault) return `${what} ${fault}`
    }
    return null
  } catch (error) {
    return toPlainError(error).message
  }
}

/** One training step, one look inside and three decoded tokens. */
async function compute(runtime: Runtime): Promise<Map<string, Float32Array>> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: true })
  try {
    store.write('weight', initialWeights(layout, 1))
    const results = new Map<string, Float32Array>()

    const inspection = await store.compile(inspectionPlan(config, layout))
    inspection.write('ids', ids.slice(0, config.nCtx))
    inspection.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    results.set('logits', await inspection.read('logits'))
    results.set('attention', await inspection.read('h.1.attn.probs'))
    inspection.destroy()

    const decoding = await store.compile(decodingPlan(config, layout))
    for (let position = 0; position < 3; position++) {
      decoding.write('ids', ids.slice(position, position + 1))
      decoding.replay({ step: 0, learningRate: 0, seed: 0, position })
      results.set(`decoded logits ${position}`, await decoding.read('logits'))
    }
    decoding.destroy()

    const training = await store.compile(trainingPlan(config, layout, BATCH, optimizer))
    training.write('ids', ids)
    training.write('targets', targets)
    training.replay({ step: 1, learningRate: 1e-3, seed: 5, position: 0 })
    await training.finish()
    results.set('losses', await training.read('losses'))
    results.set('gradients', await store.read('grad'))
    // Not the weights: where a gradient is nearly zero, Adam's first step is its sign. Its two moments have no such jump.
    results.set("Adam's first moments", await store.read('m'))
    results.set("Adam's second moments", await store.read('v'))
    training.destroy()
    return results
  } finally {
    store.destroy()
  }
}

const ABSOLUTE = 1e-5
const RELATIVE = 1e-3

function difference(actual: Float32Array, expected: Float32Array): string | null {
  if (actual.length !== expected.length) return `has ${actual.length} numbers, not ${expected.length}`
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!]
    if (!(Math.abs(a - e) <= ABSOLUTE + RELATIVE * Math.abs(e))) return `at ${i} is ${a}, but should be ${e}`
  }
  return null
}
