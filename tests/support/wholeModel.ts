/** Loss and gradients of a whole model on one fixed batch, to hold one runtime against another. */
import type { ModelConfig } from '../../src/core/config.ts'
import { gradientPlan, modelLayout } from '../../src/core/model/plans.ts'
import type { Plan } from '../../src/core/plan/plan.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Program, Runtime } from '../../src/core/runtime/runtime.ts'
import { expectClose } from './compare.ts'

/** Shorter than the context of the models in variants.ts. */
export const [B, T] = [2, 5]
export const scalars = { step: 2, learningRate: 0, seed: 9, position: 0 }

/** Weights far from zero, so that a gradient that is wrong is wrong by much. */
const randomWeights = (size: number) => Float32Array.from({ length: size }, (_, i) => 0.4 * normal(streamKey(3, 0, 0), i))

/** A pass forwards and backwards with dropout, replayed once; of another plan that computes the same, where `change` makes one. */
export async function passOf(runtime: Runtime, config: ModelConfig, change = (plan: Plan): Plan => plan): Promise<Program> {
  const layout = modelLayout(config)
  const store = await runtime.createStore(layout)
  store.write('weight', randomWeights(layout.size))
  const program = await store.compile(change(gradientPlan(config, layout, B, T, { dropout: 0.2 })))
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

/** Every loss and every gradient as the reference has them. */
export async function expectReferenceNumbers(runtime: Runtime, config: ModelConfig): Promise<void> {
  const expected = await passOf(createReferenceRuntime(), config)
  const actual = await passOf(runtime, config)
  for (const name of ['losses', ...modelLayout(config).parameters.map((parameter) => `grad/${parameter.name}`)]) {
    expectClose(await actual.read(name), await expected.read(name), { rtol: 1e-3, atol: 1e-5, name })
  }
  actual.destroy()
}
