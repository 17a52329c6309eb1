/** The loss in chunks against the loss of all rows at once: the same numbers and gradients on every runtime. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GPT1, type ModelConfig } from '../../src/core/config.ts'
import { headLoss } from '../../src/core/model/headLoss.ts'
import { evaluationPlan, modelLayout, trainingPlan } from '../../src/core/model/plans.ts'
import { differentiate } from '../../src/core/plan/differentiate.ts'
import { elements, type Plan } from '../../src/core/plan/plan.ts'
import { layOut, Trace } from '../../src/core/plan/trace.ts'
import { normal, streamKey } from '../../src/core/random.ts'
import { createReferenceRuntime } from '../../src/core/runtime/reference/reference.ts'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { schedule } from '../../src/core/runtime/webgpu/schedule.ts'
import { expectClose } from '../support/compare.ts'
import { runtimes } from '../support/runtimes.ts'
import { id, weight } from './cases/case.ts'

/** Two chunks of 64 rows and one of 22. */
const [B, T, C, V, CHUNK] = [6, 25, 20, 37, 64]
const rows = B * T
const layout = layOut([weight('wte', V, C), weight('fc', C, C)])

/** Embedding, one linear layer, and a tied output; or one with the same numbers that is frozen. */
function plan(chunked: boolean, withGradient = true, frozen = false): Plan {
  const t = new Trace(chunked ? 'in chunks' : 'at once', layout)
  const ids = t.input('ids', [B, T], 'i32')
  const targets = t.input('targets', [B, T], 'i32')
  const [embed, x] = [t.activation('embed', [B, T, C]), t.activation('x', [B, T, C])]
  t.call(
    'embedding',
    { ids, wte: t.weight('wte') },
    { x: embed },
    { batch: B, time: T, width: C, vocab: V, ctx: T, dropout: 0, stream: 0, decode: 0 },
  )
  t.call('linear', { x: embed, weight: t.weight('fc') }, { y: x }, { rows, in: C, out: C, transposed: 0 })
  const table = frozen ? t.constant('frozen', [V, C], numbers(0, [V, C])) : t.weight('wte')
  if (chunked) headLoss(t, { x, table, targets, rows, withGradient, chunk: CHUNK })
  else {
    const logits = t.activation('logits', [rows, V])
    t.call('linear', { x, weight: table }, { y: logits }, { rows, in: C, out: V, transposed: 1 })
    const outputs = { losses: t.activation('losses', [rows]), dlogits: withGradient ? t.activation('grad/logits', [rows, V]) : undefined }
    t.call('crossEntropy', { logits, targets }, outputs, { rows, vocab: V })
  }
  if (withGradient) differentiate(t)
  return t.plan()
}

const NAMES = ['losses', 'grad/x', 'grad/fc', 'grad/wte']

const numbers = (stream: number, shape: readonly number[]) =>
  Float32Array.from({ length: elements(shape) }, (_, i) => 0.6 * normal(streamKey(3, 0, stream), i))

async function results(runtime: Runtime, of: Plan, names = NAMES): Promise<Float32Array[][]> {
  const store = await runtime.createStore(layout)
  for (const [stream, { offset, shape }] of layout.parameters.entries()) store.write('weight', numbers(stream, shape), offset)
  const program = await store.compile(of)
  program.write(
    'ids',
    Int32Array.from({ length: rows }, (_, i) => id(V)(i)),
  )
  program.write(
    'targets',
    Int32Array.from({ length: rows }, (_, i) => (3 * i + 1) % V),
  )
  const rounds: Float32Array[][] = []
  for (let round = 0; round < 2; round++) {
    program.replay({ step: 1, learningRate: 0, seed: 0, position: 0 })
    rounds.push(await Promise.all(names.map((name) => program.read(name))))
  }
  program.destroy()
  store.destroy()
  return rounds
}

describe.each(runtimes)('The loss in chunks on $name', { timeout: 120_000 }, ({ create, exact }) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await create()
  }, 120_000)
  afterAll(() => runtime?.destroy())

  it('is the loss of all rows, with its gradients, and the same at a second replay', async () => {
    const [expected] = await results(createReferenceRuntime(), plan(false))
    const [first, second] = await results(runtime, plan(true))
    NAMES.forEach((name, i) => {
      expectClose(first![i]!, expected![i]!, { rtol: exact ? 1e-6 : 1e-4, atol: exact ? 1e-9 : 1e-6, name })
    })
    expect(second).toEqual(first)
    expect((await results(runtime, plan(true, false), ['losses']))[0]![0]).toEqual(first![0])
  })
})

it('A frozen table gets no gradient, and passes the same one on', async () => {
  const frozen = plan(true, true, true)
  expect([...frozen.tensors.keys()]).not.toContain('grad/frozen')
  const names = ['losses', 'grad/x', 'grad/fc']
  expect(await results(createReferenceRuntime(), frozen, names)).toEqual(await results(createReferenceRuntime(), plan(true), names))
})

describe('A vocabulary of 40,478', () => {
  const config: ModelConfig = { ...GPT1, nLayer: 1, dropout: 0 }
  const optimizer = { beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0.01, clip: 1 }
  const largest = (plan: Plan): number =>
    Math.max(...[...plan.tensors.values()].filter(({ kind }) => kind === 'activation').map(({ shape }) => elements(shape)))

  it('trains and is measured without a tensor of all logits', () => {
    for (const made of [trainingPlan(config, modelLayout(config), 8, optimizer), evaluationPlan(config, modelLayout(config), 8)]) {
      expect(made.tensors.has('logits')).toBe(false)
      expect(largest(made)).toBeLessThan((8 * 512 * 40_478) / 10)
    }
  })

  it('keeps its logits where they are few', () => {
    expect(evaluationPlan(config, modelLayout(config), 1, 400).tensors.has('logits')).toBe(true)
  })

  it('binds at most 128 MiB at a time, at offsets that every GPU takes', () => {
    const layout = modelLayout(GPT1)
    const { dispatches } = schedule(trainingPlan(GPT1, layout, 2, optimizer))
    expect(dispatches.filter(({ label }) => label === 'adamW')).toHaveLength(4)
    for (const { bindings, label } of dispatches)
      for (const { resource } of bindings) {
        if (!('dtype' in resource)) continue
        expect(4 * elements(resource.shape), label).toBeLessThanOrEqual(2 ** 27)
        expect((4 * resource.offset) % 256, label).toBe(0)
      }
  })
})
