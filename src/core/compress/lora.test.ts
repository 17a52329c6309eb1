/** Adapters: a start that changes nothing, gradients that are right and theirs alone, a merge that gives the same logits. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import type { ModelConfig } from '../config.ts'
import { evaluationPlan, modelLayout } from '../model/plans.ts'
import { initialWeights } from '../model/init.ts'
import { elements } from '../plan/plan.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../runtime/reference/reference.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { adapterParameters, loraCount, loraGradientPlan, loraLayout, type LoraSettings, mergeAdapters, TARGETS } from './lora.ts'
import { trainLora } from './trainLora.ts'

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 5, nVocab: 7, dropout: 0 }
const settings: LoraSettings = { rank: 2, alpha: 3, targets: TARGETS }
const layout = modelLayout(config)
const base: Tensors = unflatten(
  layout,
  initialWeights(layout, 1).map((value, i) => value + 0.3 * normal(streamKey(4, 0, 0), i)),
)
const ids = Int32Array.from({ length: 10 }, (_, i) => (i * i + 1) % 7)
const targets = Int32Array.from({ length: 10 }, (_, i) => (3 * i + 2) % 7)
const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }

/** The flat buffer of adapters and norms; B is `spread` wide. */
function start(spread: number): Float32Array {
  const own = loraLayout(config, settings)
  const fresh = unflatten(own, initialWeights(own, 3))
  return flatten(
    own,
    new Map(
      own.parameters.map(({ name, shape }, stream) => {
        const random = {
          shape,
          data: Float32Array.from({ length: elements(shape) }, (_, i) => spread * normal(streamKey(8, 0, stream), i)),
        }
        return [name, base.get(name) ?? (name.includes('lora_B') ? random : fresh.get(name)!)]
      }),
    ),
  )
}

async function compile(runtime: Runtime, weights: Float32Array) {
  const store = await runtime.createStore(loraLayout(config, settings))
  store.write('weight', weights)
  const program = await store.compile(loraGradientPlan(config, base, settings, 2))
  program.write('ids', ids)
  program.write('targets', targets)
  program.replay(scalars)
  return program
}

async function logitsOf(weights: Tensors): Promise<Float32Array> {
  const store = await createReferenceRuntime().createStore(layout)
  store.write('weight', flatten(layout, weights))
  const program = await store.compile(evaluationPlan(config, layout, 2))
  program.write('ids', ids)
  program.write('targets', targets)
  program.replay(scalars)
  return program.read('logits')
}

const adaptersIn = (flat: Float32Array): Tensors => {
  const all = unflatten(loraLayout(config, settings), flat)
  return new Map(adapterParameters(config, settings).map(({ name }) => [name, all.get(name)!]))
}

describe('adapters', () => {
  it('at the start, with B = 0, the model is its base', async () => {
    const program = await compile(createReferenceRuntime(), start(0))
    expectClose(await program.read('logits'), await logitsOf(base), { rtol: 1e-6, atol: 1e-7 })
  })

  it('merged, they give the same logits', async () => {
    const flat = start(0.3)
    const program = await compile(createReferenceRuntime(), flat)
    const merged = await logitsOf(mergeAdapters(config, base, adaptersIn(flat), settings))
    expectClose(await program.read('logits'), merged, { rtol: 0, atol: 1e-5 })
  })

  it('have the gradients of central differences, and nothing frozen has any', async () => {
    const program = (await compile(createReferenceRuntime(), start(0.3))) as ReferenceProgram
    const loss = () => {
      program.replay(scalars)
      return program.values('losses').reduce((a, b) => a + b, 0) / 10
    }
    for (const { name } of adapterParameters(config, settings)) {
      loss()
      const analytic = program.values(`grad/${name}`).slice(0, 6)
      const values = program.values(name)
      const numeric = Array.from(analytic, (_, i) => {
        const value = values[i]!
        values[i] = value + 1e-6
        const above = loss()
        values[i] = value - 1e-6
        const below = loss()
        values[i] = value
        return (above - below) / 2e-6
      })
      expectClose(analytic, numeric, { rtol: 1e-3, atol: 1e-6, name })
    }
    const learned = [...program.plan.tensors.values()].filter(({ kind }) => kind === 'grad').map(({ name }) => name)
    expect(learned.filter((name) => !/lora_[AB]\.weight$|ln_[12]\.(weight|bias)$/.test(name))).toEqual([])
  })

  it('learn on wasm what the reference says', async () => {
    const expected = await compile(createReferenceRuntime(), start(0.3))
    const actual = await compile(await openWasm(), start(0.3))
    for (const { name } of adapterParameters(config, settings)) {
      expectClose(await actual.read(`grad/${name}`), await expected.read(`grad/${name}`), { rtol: 1e-3, atol: 1e-5, name })
    }
    actual.destroy()
  })

  it('count as in the paper, r·(in + out) a matrix, and lie in a range of their own', () => {
    expect(loraCount(config, settings)).toBe(2 * 2 * (8 + 24 + (8 + 8) + (8 + 32) + (32 + 8)))
    const own = loraLayout(config, settings)
    expect(own.parameters.filter(({ offset }) => offset < own.decayUntil).every(({ name }) => name.includes('lora_'))).toBe(true)
  })

  it('learn, while the norms in the same buffers stay as they were', async () => {
    const runtime = await openWasm()
    const tokens = Int32Array.from({ length: 300 }, (_, i) => i % 7)
    const run = { batch: 4, steps: 30, learningRate: 2e-2, warmup: 0, weightDecay: 0, clip: 1, evalEvery: 0, seed: 1 }
    const losses: number[] = []
    const adapters = await trainLora(runtime, config, base, settings, run, tokens, { onStep: ({ loss }) => losses.push(loss) })
    expect(losses.at(-1)!).toBeLessThan(losses[0]! - 0.3)
    expect([...adapters.keys()].every((name) => name.includes('lora_'))).toBe(true)
    expect(mergeAdapters(config, base, adapters, settings).get('h.0.ln_1.weight')).toBe(base.get('h.0.ln_1.weight'))
  })
})
