/** Whole models of every family, variant and cut: gradients against central differences, and every runtime against the reference. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ModelConfig } from '../../src/core/config.ts'
import { gradientPlan, modelLayout } from '../../src/core/model/plans.ts'
import { elements } from '../../src/core/plan/plan.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../../src/core/runtime/reference/reference.ts'
import type { Program, Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { expectClose } from '../support/compare.ts'
import { allModels, fewModels, type NamedConfig } from '../support/variants.ts'

const [B, T] = [2, 5]
const DROPOUT = 0.2
const EPS = 1e-6
/** So many numbers of every weight are moved. */
const SAMPLES = 10
const scalars = { step: 2, learningRate: 0, seed: 9, position: 0 }

/** Weights far from zero, so that a gradient that is wrong is wrong by much. */
const randomWeights = (size: number) => Float32Array.from({ length: size }, (_, i) => 0.4 * normal(streamKey(3, 0, 0), i))

/** Loss and gradients of one batch, with dropout; the sequences are shorter than the context. */
async function compile(runtime: Runtime, config: ModelConfig): Promise<Program> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout)
  store.write('weight', randomWeights(layout.size))
  const program = await store.compile(gradientPlan(config, layout, B, T, { dropout: DROPOUT }))
  const rows = Array.from({ length: B * T }, (_, i) => i)
  program.write(
    'ids',
    Int32Array.from(rows, (i) => (i * i + 2) % config.nVocab),
  )
  program.write(
    'targets',
    Int32Array.from(rows, (i) => (3 * i + 1) % config.nVocab),
  )
  program.replay(scalars)
  return program
}

const named = (models: readonly NamedConfig[]) => models.map(({ name, config }) => [name, config] as const)

describe('gradients against central differences', () => {
  it.each(named(allModels))('%s', async (_, config) => {
    const program = (await compile(createReferenceRuntime(), config)) as ReferenceProgram
    const loss = () => {
      program.replay(scalars)
      return program.values('losses').reduce((a, b) => a + b, 0) / (B * T)
    }
    for (const { name, shape } of modelLayout(config).parameters) {
      const analytic = program.values(`grad/${name}`).slice()
      expect(
        analytic.some((value) => Math.abs(value) > 1e-5),
        `grad/${name} is all zero`,
      ).toBe(true)
      const values = program.values(name)
      const n = elements(shape)
      const places = Array.from({ length: Math.min(SAMPLES, n) }, (_, i) => Math.floor((i * n) / Math.min(SAMPLES, n)))
      const numeric = places.map((i) => {
        const value = values[i]!
        values[i] = value + EPS
        const above = loss()
        values[i] = value - EPS
        const below = loss()
        values[i] = value
        return (above - below) / (2 * EPS)
      })
      expectClose(
        places.map((i) => analytic[i]!),
        numeric,
        { rtol: 1e-3, atol: 1e-6, name: `grad/${name}` },
      )
    }
  })
})

describe.each([
  { name: 'wasm', open: () => openWasm(), models: allModels },
  { name: 'webgpu', open: openWebGpu, models: fewModels },
])('loss and gradients on $name', ({ open, models }) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await open()
  })
  afterAll(() => runtime?.destroy())

  // A software GPU compiles a shader in a second.
  it.each(named(models))('%s', { timeout: 240_000 }, async (_, config) => {
    const expected = await compile(createReferenceRuntime(), config)
    const actual = await compile(runtime, config)
    for (const name of ['losses', ...modelLayout(config).parameters.map((parameter) => `grad/${parameter.name}`)]) {
      expectClose(await actual.read(name), await expected.read(name), { rtol: 1e-3, atol: 1e-5, name })
    }
    actual.destroy()
  })
})
