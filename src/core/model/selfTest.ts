/**
 * Runs every kernel of a kind of model once on tiny shapes and compares with the formulas: drivers miscompile, and numbers
 * go wrong silently.
 *
 * Ladder (SwiftShader, where nearly all of it is compiling): three plans compiled one after the other, 43 pipelines; all at
 * once, while the reference computes, and with as many rows in the pass that looks inside as in a step, so that both share
 * their code: 38.
 */
import { familyOf, type ModelConfig, variantOf } from '../config.ts'
import { toPlainError } from '../errors.ts'
import type { Plan } from '../plan/plan.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import type { ParameterStore, Program, Runtime } from '../runtime/runtime.ts'
import { initialWeights } from './init.ts'
import { decodesByCache, decodingPlan, inspectionPlan, modelLayout, trainingPlan } from './plans.ts'

export type Kind = Pick<ModelConfig, 'family' | 'variant'> & Partial<Pick<ModelConfig, 'nHead'>>

export interface SelfTest {
  /** what differs, for people; null if the runtime agrees with the reference */
  fault: string | null
  /** milliseconds until all pipelines were there, and of all that came after */
  compileMs: number
  runMs: number
}

const [BATCH, TIME] = [3, 9]
/** No size is a multiple of a tile; two layers, so that a gradient passes through a whole block. */
const SMALL: ModelConfig = { nLayer: 2, nHead: 4, nEmbd: 20, nCtx: BATCH * TIME, nVocab: 23, dropout: 0.1 }
const ids = Int32Array.from({ length: BATCH * TIME }, (_, i) => (i * 7 + 3) % SMALL.nVocab)
const targets = ids.map((id) => (id * 5 + 1) % SMALL.nVocab)
const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 }

/** What of a config decides which kernels are used, as a small model has it. */
export function kindOf(config: ModelConfig): Kind {
  const { nKvHead, ...rest } = variantOf(config)
  const variant = { ...rest, nKvHead: nKvHead === null || nKvHead === config.nHead ? null : 1 }
  // Rotary positions turn pairs of a head's numbers.
  return { family: familyOf(config), variant, ...(rest.positions === 'rotary' && { nHead: SMALL.nHead / 2 }) }
}

/** Takes well under a second where compiling is quick. Without a kind, GPT-1's kernels. */
export async function selfTest(runtime: Runtime, kind: Kind = {}): Promise<SelfTest> {
  const config = { ...SMALL, ...kind }
  const begun = performance.now()
  let compiled = begun
  const outcome = (fault: string | null): SelfTest => ({ fault, compileMs: compiled - begun, runMs: performance.now() - compiled })
  try {
    const preparing = prepare(runtime, config)
    // Pipelines are compiled by other threads meanwhile.
    const [expected, tested] = await Promise.all([prepare(createReferenceRuntime(), config).then(compute), preparing])
    compiled = performance.now()
    const actual = await compute(tested)
    for (const [what, values] of expected) {
      const fault = difference(actual.get(what)!, values)
      if (fault) return outcome(`${what} ${fault}`)
    }
    return outcome(null)
  } catch (error) {
    return outcome(toPlainError(error).message)
  }
}

interface Prepared {
  store: ParameterStore
  inspection: Program
  training: Program
  decoding?: Program
}

async function prepare(runtime: Runtime, config: ModelConfig): Promise<Prepared> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout, { training: true })
  store.write('weight', initialWeights(layout, 1))
  const plans: Plan[] = [inspectionPlan(config, layout), trainingPlan(config, layout, BATCH, optimizer, TIME)]
  if (decodesByCache(config)) plans.push(decodingPlan(config, layout))
  try {
    const [inspection, training, decoding] = await Promise.all(plans.map((plan) => store.compile(plan)))
    return { store, inspection: inspection!, training: training!, decoding }
  } catch (error) {
    store.destroy()
    throw error
  }
}

/** One look inside, three decoded tokens and one training step; then all is given back. */
async function compute({ store, inspection, decoding, training }: Prepared): Promise<Map<string, Float32Array>> {
  const results = new Map<string, Float32Array>()
  const still = { learningRate: 0, seed: 0 }
  try {
    inspection.write('ids', ids)
    inspection.replay({ ...still, step: 0, position: 0 })
    results.set('logits', await inspection.read('logits'))
    if (inspection.plan.tensors.has('h.1.attn.probs')) results.set('attention', await inspection.read('h.1.attn.probs'))

    for (let position = 0; decoding && position < 3; position++) {
      decoding.write('ids', ids.slice(position, position + 1))
      decoding.replay({ ...still, step: 0, position })
      results.set(`decoded logits ${position}`, await decoding.read('logits'))
    }

    training.write('ids', ids)
    training.write('targets', targets)
    training.replay({ step: 1, learningRate: 1e-3, seed: 5, position: 0 })
    await training.finish()
    results.set('losses', await training.read('losses'))
    results.set('gradients', await store.read('grad'))
    // Not the weights: where a gradient is nearly zero, Adam's first step is its sign. Its two moments have no such jump.
    results.set("Adam's first moments", await store.read('m'))
    results.set("Adam's second moments", await store.read('v'))
    return results
  } finally {
    for (const program of [inspection, decoding, training]) program?.destroy()
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
