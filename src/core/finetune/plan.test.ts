import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../runtime/reference/reference.ts'
import type { Program, Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { openWebGpu } from '../runtime/webgpu/node.ts'
import { type Example, packBatch, type TaskShape } from './batches.ts'
import { Classifier, writeSequences } from './classifier.ts'
import { taskLayout } from './grow.ts'
import { FORMS, type Form } from './inputs.ts'
import { classifyingPlan, outputsOf, taskGradientPlan } from './plan.ts'
import { config, exampleTask, randomWeights, special } from '../../../tests/support/tinyTask.ts'

const LAMBDA = 0.5
const scalars = { step: 2, learningRate: 0, seed: 9, position: 0 }

interface Pass {
  program: Program
  /** λ·share of every token, 1/n of every example */
  weights: { tokens: Float32Array; labels: Float32Array }
}

/** Loss and gradients of the form's three examples, not yet replayed. */
async function passOf(runtime: Runtime, form: Form, { lambda = LAMBDA, dropout = 0.2, nLayer = config.nLayer } = {}): Promise<Pass> {
  const model = { ...config, nLayer, dropout }
  const { shape, examples } = exampleTask(form)
  const layout = taskLayout(model, outputsOf(shape))
  const store = await runtime.createStore(layout)
  store.write('weight', randomWeights(layout.size))
  const program = await store.compile(taskGradientPlan(model, layout, shape, { lambda, classifierDropout: dropout }))
  const batch = packBatch(examples, shape, special, lambda)
  writeSequences(program, batch)
  program.write('labelTargets', batch.labels)
  program.write('labelWeights', batch.labelWeights)
  if (lambda > 0) {
    program.write('tokenTargets', batch.targets)
    program.write('tokenWeights', batch.tokenWeights)
  }
  return { program, weights: { tokens: batch.tokenWeights, labels: batch.labelWeights } }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0)

describe.each(FORMS)('L2 + λ·L1 of %s', (form) => {
  it('has the gradient that central differences give, in float64', async () => {
    const { program, weights } = await passOf(createReferenceRuntime(), form)
    const reference = program as ReferenceProgram
    const loss = () => {
      program.replay(scalars)
      return dot(reference.values('labelLosses'), weights.labels) + dot(reference.values('tokenLosses'), weights.tokens)
    }
    loss()
    const { parameters } = taskLayout(config, outputsOf(exampleTask(form).shape))
    const gradients = parameters.map(({ name }) => reference.values(`grad/${name}`).slice())
    parameters.forEach(({ name }, p) => {
      // One number of each tensor, and the slope along a random direction, in which all of them have a part.
      const values = reference.values(name)
      const slope = (move: (i: number) => number) => {
        const before = values.slice()
        const at = (eps: number) => {
          before.forEach((value, i) => {
            values[i] = value + eps * move(i)
          })
          return loss()
        }
        const result = (at(1e-6) - at(-1e-6)) / 2e-6
        values.set(before)
        return result
      }
      const direction = Array.from(values, (_, i) => normal(streamKey(1, p, 0), i))
      const place = Math.floor(values.length / 2)
      const numeric = [slope((i) => direction[i]!), slope((i) => (i === place ? 1 : 0))]
      const gradient = gradients[p]!
      expectClose([dot(gradient, direction), gradient[place]!], numeric, { rtol: 1e-4, atol: 1e-7, name: `grad/${name}` })
      expect(
        gradient.some((value) => Math.abs(value) > 1e-5),
        `grad/${name} is all zero`,
      ).toBe(true)
    })
  })

  it('is blind to padding: whatever stands after the extract token', async () => {
    const { program } = await passOf(createReferenceRuntime(), form)
    program.replay(scalars)
    const before = await read(program)
    const { shape, examples } = exampleTask(form)
    const batch = packBatch(examples, shape, special, LAMBDA)
    const ends = new Map(batch.at.flatMap((rows) => [...rows]).map((at) => [Math.floor(at / shape.time), at % shape.time]))
    const changed = batch.ids.map((id, i) => (i % shape.time > ends.get(Math.floor(i / shape.time))! ? (i * 7) % 14 : id))
    expect([...changed]).not.toEqual([...batch.ids])
    program.write('ids', changed)
    program.write(
      'tokenTargets',
      batch.targets.map((target, i) => (batch.tokenWeights[i] === 0 ? (i * 5) % 14 : target)),
    )
    program.replay(scalars)
    const after = await read(program)
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [name, values] of before) expectClose(after.get(name)!, values, { rtol: 1e-6, atol: 1e-9, name })
  })
})

async function read(program: Program): Promise<Map<string, Float32Array>> {
  const names = [
    'labelLosses',
    'tokenLosses',
    ...[...program.plan.tensors.values()].filter(({ kind }) => kind === 'grad').map(({ name }) => name),
  ]
  return new Map(await Promise.all(names.map(async (name) => [name, await program.read(name)] as const)))
}

it('gives the same scores in a longer shape, with more padding', async () => {
  const { shape, examples } = exampleTask('entailment')
  const layout = taskLayout(config, shape.labels)
  const scores = async (longer: TaskShape) => {
    const store = await createReferenceRuntime().createStore(layout, { training: false })
    store.write('weight', randomWeights(layout.size))
    return (await Classifier.create(store, config, layout, longer, special)).scores(examples)
  }
  expectClose(await scores({ ...shape, time: 14, batch: 2 }), await scores(shape), { rtol: 1e-6, atol: 1e-8 })
})

it('leaves the language model out of the plan where λ is 0', async () => {
  const { program } = await passOf(createReferenceRuntime(), 'classification', { lambda: 0 })
  expect(program.plan.tensors.has('logits')).toBe(false)
  expect(program.plan.calls.filter(({ op }) => op === 'crossEntropy')).toHaveLength(1)
})

it('adds the two orders, so that the order of a pair does not matter', async () => {
  const { shape, examples } = exampleTask('similarity')
  const layout = taskLayout(config, shape.labels)
  const store = await createReferenceRuntime().createStore(layout, { training: false })
  store.write('weight', randomWeights(layout.size))
  const classifier = await Classifier.create(store, config, layout, shape, special)
  const turned = examples.map(({ input, label }): Example => ({ input: { ...input, sequences: input.sequences.toReversed() }, label }))
  const scores = await classifier.scores(examples)
  expectClose(await classifier.scores(turned), scores, { rtol: 1e-6, atol: 1e-8 })
  expect(new Set(scores.map((score) => Math.round(score * 1e4))).size).toBeGreaterThan(4)
  // The sum, and not one of them.
  const one = await store.compile(classifyingPlan(config, layout, { ...shape, form: 'entailment' }))
  const single = async (order: number) => {
    writeSequences(
      one,
      packBatch(
        examples.map(({ input, label }) => ({ input: { ...input, sequences: [input.sequences[order]!] }, label })),
        { ...shape, form: 'entailment' },
        special,
        0,
      ),
    )
    one.replay(scalars)
    return (await one.read('scores')).subarray(0, scores.length)
  }
  const [first, second] = [await single(0), await single(1)]
  expectClose(
    first.map((score, i) => score + second[i]!),
    scores,
    { rtol: 1e-5, atol: 1e-6 },
  )
})

describe.each([
  { name: 'wasm', open: () => openWasm(), forms: FORMS },
  // A software GPU compiles a shader in a second: one form has every op that fine-tuning adds, the other several scores an example.
  { name: 'webgpu', open: openWebGpu, forms: ['similarity', 'choice'] as const },
])('the gradients of a task on $name', ({ open, forms }) => {
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await open()
  }, 60_000)
  afterAll(() => runtime?.destroy())

  it.each(forms)('are those of the reference: %s', { timeout: 240_000 }, async (form) => {
    const [{ program: exact }, { program }] = [
      await passOf(createReferenceRuntime(), form, { nLayer: 1 }),
      await passOf(runtime, form, { nLayer: 1 }),
    ]
    exact.replay(scalars)
    program.replay(scalars)
    const [expected, actual] = [await read(exact), await read(program)]
    for (const [tensor, values] of expected) expectClose(actual.get(tensor)!, values, { rtol: 1e-3, atol: 1e-5, name: tensor })
    program.destroy()
  })
})
