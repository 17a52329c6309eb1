/** The three translators: gradients against central differences, what may reach what, and every runtime beside the formulas. */
import { expect, test } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime, type ReferenceProgram } from '../runtime/reference/reference.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { readsOneRow, translatorGradientPlan, translatorLayout, translatorPlan } from './translatorPlans.ts'
import type { TranslatorConfig, TranslatorFamily } from './translators.ts'

const families: TranslatorFamily[] = ['encoder-decoder', 'prefix', 'decoder']
const configOf = (family: TranslatorFamily): TranslatorConfig => ({ family, nLayer: 2, nHead: 2, nEmbd: 8, time: 4, nVocab: 11 })
const still = { step: 1, learningRate: 0, seed: 0, position: 0 }
const B = 2
const T = 4
const source = Int32Array.from([3, 5, 7, 0, 9, 2, 4, 6])
const answer = Int32Array.from([1, 8, 10, 2, 1, 7, 3, 3])
const weightsOf = (size: number) => Float32Array.from({ length: size }, (_, i) => 0.3 * normal(streamKey(1, 0, 0), i))

const together = (one: Int32Array, other: Int32Array) =>
  Int32Array.from({ length: 2 * B * T }, (_, i) => {
    const [b, t] = [Math.floor(i / (2 * T)), i % (2 * T)]
    return t < T ? one[b * T + t]! : other[b * T + t - T]!
  })

function write(
  config: TranslatorConfig,
  program: { write(name: string, data: Int32Array): void },
  from: Int32Array = source,
  to: Int32Array = answer,
): void {
  if (readsOneRow(config)) program.write('ids', together(from, to))
  else {
    program.write('source', from)
    program.write('answer', to)
  }
}

test.each(families)('%s: every gradient is what a small change of the weight does to the loss', async (family) => {
  const config = configOf(family)
  const layout = translatorLayout(config)
  const store = await createReferenceRuntime().createStore(layout)
  const weights = weightsOf(layout.size)
  store.write('weight', weights)
  const program = (await store.compile(translatorGradientPlan(config, layout, B))) as ReferenceProgram
  write(config, program)
  program.write('targets', Int32Array.from([8, 10, 2, 0, 7, 3, 3, 2]))
  const counts = Float32Array.from([0.2, 0.2, 0.1, 0, 0.1, 0.1, 0.1, 0.2])
  program.write('loss weights', counts)
  const loss = async (): Promise<number> => {
    program.replay(still)
    return (await program.read('losses')).reduce((sum, x, i) => sum + x * counts[i]!, 0)
  }
  await loss()
  const gradient = await store.read('grad')
  const step = 2 ** -7
  for (const { name, offset, shape } of layout.parameters) {
    const n = shape.reduce((a, b) => a * b, 1)
    const at = offset + Math.floor(n / 2)
    const moved = async (by: number) => {
      store.write('weight', Float32Array.of(weights[at]! + by), at)
      return loss()
    }
    const [two, one, minusOne, minusTwo] = [await moved(2 * step), await moved(step), await moved(-step), await moved(-2 * step)]
    store.write('weight', weights.subarray(at, at + 1), at)
    const slope = (8 * (one - minusOne) - (two - minusTwo)) / (12 * step)
    expect(gradient[at], name).toBeCloseTo(slope, 4)
  }
})

/** Which of the answer's places say something else when a token is changed. */
async function reached(family: TranslatorFamily, changed: { source?: number; answer?: number }): Promise<boolean[]> {
  const config = configOf(family)
  const layout = translatorLayout(config)
  const store = await createReferenceRuntime().createStore(layout, { training: false })
  store.write('weight', weightsOf(layout.size))
  const program = await store.compile(translatorPlan(config, layout, B))
  const logits = async (from: Int32Array, to: Int32Array) => {
    write(config, program, from, to)
    program.replay(still)
    return program.read('logits')
  }
  const other = (ids: Int32Array, at: number | undefined) => Int32Array.from(ids, (id, i) => (i === at ? (id + 1) % config.nVocab : id))
  const [before, after] = [await logits(source, answer), await logits(other(source, changed.source), other(answer, changed.answer))]
  const V = config.nVocab
  return Array.from({ length: T }, (_, t) => before.subarray(t * V, (t + 1) * V).some((x, i) => x !== after[t * V + i]))
}

test.each(families)('%s: the whole answer knows of every source token, and no place of a later one of the answer', async (family) => {
  expect(await reached(family, { source: 0 })).toEqual([true, true, true, true])
  expect(await reached(family, { source: 3 })).toEqual([true, true, true, true])
  expect(await reached(family, { answer: 2 })).toEqual([false, false, true, true])
})

test.each(families)('%s: the wasm runtime agrees with the formulas', async (family) => {
  const config = configOf(family)
  const layout = translatorLayout(config)
  const run = async (runtime: Awaited<ReturnType<typeof openWasm>>) => {
    const store = await runtime.createStore(layout)
    store.write('weight', weightsOf(layout.size))
    const program = await store.compile(translatorGradientPlan(config, layout, B))
    write(config, program)
    program.write('targets', answer)
    program.write('loss weights', new Float32Array(B * T).fill(0.1))
    program.replay(still)
    await program.finish()
    return { losses: await program.read('losses'), gradients: await store.read('grad') }
  }
  const [wasm, reference] = [await run(await openWasm()), await run(createReferenceRuntime())]
  expectClose(wasm.losses, reference.losses, { atol: 1e-5, rtol: 1e-4 })
  expectClose(wasm.gradients, reference.gradients, { atol: 1e-5, rtol: 1e-3 })
})
