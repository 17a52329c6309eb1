/** Whole models of every family, variant and cut: gradients against central differences, and every runtime against the reference. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelLayout } from '../../src/core/model/plans.ts'
import { elements } from '../../src/core/plan/plan.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { openWebGpu } from '../../src/core/runtime/webgpu/node.ts'
import { expectClose } from '../support/compare.ts'
import { allModels, fewModels, type NamedConfig } from '../support/variants.ts'
import { B, expectReferenceNumbers, passOf, scalars, T } from '../support/wholeModel.ts'

const EPS = 1e-6
/** So many numbers of every weight are moved. */
const SAMPLES = 10

const named = (models: readonly NamedConfig[]) => models.map(({ name, config }) => [name, config] as const)

describe('gradients against central differences', () => {
  it.each(named(allModels))('%s', async (_, config) => {
    const program = (await passOf(createReferenceRuntime(), config)) as ReferenceProgram
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

  // A software GPU compiles a shader in a second; `npm run check:full` tries all models on it.
  it.each(named(models))('%s', { timeout: 240_000 }, (_, config) => expectReferenceNumbers(runtime, config))
})
