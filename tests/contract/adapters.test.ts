/** Adapters of ranks that fit no tile, from 1 to the smaller side of the matrices: on every runtime the merged model has the logits of the adapted one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { flatten, type Tensors, unflatten } from '../../src/core/checkpoint/tensors.ts'
import { adapterParameters, loraGradientPlan, loraLayout, type LoraSettings, mergeAdapters, TARGETS } from '../../src/core/compress/lora.ts'
import type { ModelConfig } from '../../src/core/config.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { evaluationPlan, modelLayout } from '../../src/core/model/plans.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Program, Runtime } from '../../src/core/runtime/runtime.ts'
import { expectClose } from '../support/compare.ts'
import { runtimes } from '../support/runtimes.ts'

const WIDTH = 20
const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: WIDTH, nCtx: 7, nVocab: 11, dropout: 0 }
const layout = modelLayout(config)
const base: Tensors = unflatten(
  layout,
  initialWeights(layout, 1).map((value, i) => value + 0.1 * normal(streamKey(4, 0, 0), i)),
)
const BATCH = 2
const rows = Array.from({ length: BATCH * config.nCtx }, (_, i) => i)
const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }

function ran(program: Program): Program {
  program.write(
    'ids',
    Int32Array.from(rows, (i) => (i * i + 1) % config.nVocab),
  )
  program.write(
    'targets',
    Int32Array.from(rows, (i) => (3 * i + 2) % config.nVocab),
  )
  program.replay(scalars)
  return program
}

/** The base's norms, and adapters that are both far from zero. */
function flatOf(settings: LoraSettings): Float32Array {
  const own = loraLayout(config, settings)
  const random = unflatten(
    own,
    Float32Array.from({ length: own.size }, (_, i) => 0.1 * normal(streamKey(8, 0, settings.rank), i)),
  )
  return flatten(own, new Map(own.parameters.map(({ name }) => [name, base.get(name) ?? random.get(name)!])))
}

async function adapted(runtime: Runtime, settings: LoraSettings, flat: Float32Array): Promise<Program> {
  const store = await runtime.createStore(loraLayout(config, settings))
  store.write('weight', flat)
  return ran(await store.compile(loraGradientPlan(config, base, settings, BATCH)))
}

async function merged(runtime: Runtime, settings: LoraSettings, flat: Float32Array): Promise<Float32Array> {
  const adapters = unflatten(loraLayout(config, settings), flat)
  const store = await runtime.createStore(layout)
  store.write('weight', flatten(layout, mergeAdapters(config, base, adapters, settings)))
  return ran(await store.compile(evaluationPlan(config, layout, BATCH))).read('logits')
}

/** Logits of the base. */
let plain: Float32Array
beforeAll(async () => {
  const store = await createReferenceRuntime().createStore(layout)
  store.write('weight', flatten(layout, base))
  plain = await ran(await store.compile(evaluationPlan(config, layout, BATCH))).read('logits')
})

describe.each(runtimes)('adapters on $name', ({ create }) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await create()
  })
  afterAll(() => runtime?.destroy())

  it.each([1, 3, 7, 13, WIDTH])('of rank %i', { timeout: 240_000 }, async (rank) => {
    const settings: LoraSettings = { rank, alpha: 2 * rank, targets: TARGETS }
    const flat = flatOf(settings)
    const program = await adapted(runtime, settings, flat)
    const logits = await program.read('logits')
    expectClose(logits, await merged(runtime, settings, flat), { rtol: 0, atol: 1e-5, name: 'logits of the merged model' })
    // They are not the base's: the adapters did something.
    expect(Math.max(...logits.map((value, i) => Math.abs(value - plain[i]!)))).toBeGreaterThan(1e-2)
    const expected = await adapted(createReferenceRuntime(), settings, flat)
    expectClose(logits, await expected.read('logits'), { rtol: 1e-4, atol: 1e-5, name: 'logits' })
    for (const { name } of adapterParameters(config, settings)) {
      const gradient = await expected.read(`grad/${name}`)
      expect(Math.max(...gradient.map(Math.abs)), `grad/${name}`).toBeGreaterThan(1e-5)
      expectClose(await program.read(`grad/${name}`), gradient, { rtol: 1e-3, atol: 1e-5, name: `grad/${name}` })
    }
  })
})
