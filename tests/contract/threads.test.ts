/** Threads change no bit: every op on every shape, whole models of every kind, and a run that is resumed on another number of threads. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Runtime } from '../../src/core/runtime/runtime.ts'
import { ops } from '../../src/core/ops/registry.ts'
import { modelLayout } from '../../src/core/model/plans.ts'
import { openWasm } from '../../src/core/runtime/wasm/node.ts'
import { Trainer } from '../../src/core/train/trainer.ts'
import { allModels } from '../support/variants.ts'
import { passOf } from '../support/wholeModel.ts'
import { cases } from './cases.ts'
import { bits, runTwice } from './run.ts'

/** On one thread, and on several that cut even the smallest call. */
let one: Runtime
let several: Runtime[]
beforeAll(async () => {
  one = await openWasm()
  several = await Promise.all([2, 3].map((threads) => openWasm({ threads, minFlops: 0 })))
  expect(several.map(({ threads, adapter }) => `${threads}: ${adapter}`)).toEqual([
    expect.stringMatching(/2: .*, 2 threads/),
    expect.stringMatching(/3: .*, 3 threads/),
  ])
})
afterAll(() => several?.forEach((runtime) => void runtime.destroy()))

it('the ops that take most of a step are cut', () => {
  for (const op of [
    'linear',
    'linearBackwardInput',
    'linearBackwardWeight',
    'attention',
    'attentionBackward',
    'addLayerNorm',
    'addLayerNormBackward',
    'adamW',
  ] as const)
    expect(ops[op].units, op).toBeDefined()
})

describe('the bits of one thread, on two and on three', () => {
  it.each(cases.map((test) => [`${test.op} ${test.title}`, test] as const))('%s', async (_, test) => {
    const [expected] = await runTwice(one, test)
    for (const runtime of several) {
      for (const result of await runTwice(runtime, test)) {
        for (const [name, values] of expected!)
          expect(bits(result.get(name)!).equals(bits(values)), `${name} on ${runtime.threads} threads`).toBe(true)
      }
    }
  })

  it.each(allModels.map(({ name, config }) => [name, config] as const))('loss and gradients: %s', async (_, config) => {
    const names = ['losses', ...modelLayout(config).parameters.map((parameter) => `grad/${parameter.name}`)]
    const read = async (runtime: Runtime) => {
      const program = await passOf(runtime, config)
      const all = await Promise.all(names.map((name) => program.read(name)))
      program.destroy()
      return all
    }
    const [expected, actual] = [await read(one), await read(several[1]!)]
    names.forEach((name, i) => {
      expect(bits(actual[i]!).equals(bits(expected[i]!)), `${name} on three threads`).toBe(true)
    })
  })

  it('a run begun on three threads and resumed on one, and on two and on three', async () => {
    const config = { nLayer: 2, nHead: 3, nEmbd: 24, nCtx: 20, nVocab: 13, dropout: 0.1 }
    const settings = { batch: 3, steps: 8, learningRate: 1e-2, warmup: 2, weightDecay: 0.1, clip: 1, evalEvery: 4, seed: 3 }
    const tokens = Int32Array.from({ length: 600 }, (_, i) => (i * i + 3 * i) % 13)
    const options = { config, settings, corpus: { train: tokens, validation: tokens.slice(0, 100) } }
    const whole = await Trainer.create(one, options)
    await whole.run()
    const expected = await whole.snapshot()
    for (const [first, second] of [
      [several[1]!, one],
      [one, several[0]!],
      [several[0]!, several[1]!],
    ] as const) {
      const begun = await Trainer.create(first, options)
      await begun.run({ until: 5 })
      const resumed = await Trainer.create(second, { ...options, state: await begun.snapshot() })
      await resumed.run()
      expect(await resumed.snapshot()).toEqual(expected)
      begun.destroy()
      resumed.destroy()
    }
    whole.destroy()
  })
})

describe('a runtime of several threads', () => {
  it('says when a kernel stops on any of them, and works on', async () => {
    const runtime = several[0]!
    const test = cases.find(({ op }) => op === 'embedding')!
    const store = await runtime.createStore(test.trace.layout)
    const program = await store.compile(test.trace.plan())
    const ids = [...test.trace.tensors.values()].find(({ dtype }) => dtype === 'i32')!
    const n = ids.shape.reduce((a, b) => a * b, 1)
    // Addresses far outside of the memory: what a wrong id would do that nobody checked.
    program.write(ids.name, new Int32Array(n).fill(0x0fff_ffff))
    const scalars = { step: 1, learningRate: 0, seed: 1, position: 0 }
    expect(() => program.replay(scalars)).toThrow('stopped on one of its threads')
    program.write(ids.name, new Int32Array(n))
    program.replay(scalars)
    program.destroy()
    store.destroy()
  })

  it('grows its memory while the helpers look on', async () => {
    const config = { nLayer: 1, nHead: 2, nEmbd: 384, nCtx: 8, nVocab: 9, dropout: 0 }
    const [expected, actual] = await Promise.all([one, several[1]!].map(async (runtime) => (await passOf(runtime, config)).read('losses')))
    expect(bits(actual!).equals(bits(expected!))).toBe(true)
  })
})
