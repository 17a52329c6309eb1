/** Pruned models say what the whole one says with those heads silenced, are really smaller, and can be saved, decoded and trained. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { tinyModel } from '../../../tests/support/tinyModel.ts'
import { readModelFolder, writeModelFolder } from '../checkpoint/hfFolder.ts'
import { flatten, type Tensors, unflatten } from '../checkpoint/tensors.ts'
import { type ModelConfig, parameterCount } from '../config.ts'
import { initialWeights } from '../model/init.ts'
import { evaluationPlan, gradientPlan, modelLayout } from '../model/plans.ts'
import { elements } from '../plan/plan.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { Decoder } from '../sample/decoder.ts'
import { headImportance, mostImportant, pruneHeads } from './prune.ts'

const whole: ModelConfig = { nLayer: 2, nHead: 4, nEmbd: 16, nCtx: 7, nVocab: 11, dropout: 0 }
const ids = Int32Array.from({ length: 7 }, (_, i) => (i * i + 2) % 11)
const kept = [
  [0, 3],
  [1, 2],
]
const silenced = [
  [1, 2],
  [0, 3],
].flatMap((heads, layer) => heads.map((head) => ({ layer, head, with: 'nothing' as const })))

function weightsOf(config: ModelConfig): Tensors {
  const layout = modelLayout(config)
  return unflatten(
    layout,
    initialWeights(layout, 1).map((value, i) => value + 0.3 * normal(streamKey(4, 0, 0), i)),
  )
}

async function logitsOf(config: ModelConfig, weights: Tensors): Promise<Float32Array> {
  const layout = modelLayout(config)
  const store = await createReferenceRuntime().createStore(layout)
  store.write('weight', flatten(layout, weights))
  const program = await store.compile(evaluationPlan(config, layout, 1))
  program.write('ids', ids)
  program.write('targets', ids)
  program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
  return program.read('logits')
}

describe('a pruned model', () => {
  it.each([
    ['GPT-1', {}],
    ['rotary, pre-norm', { positions: 'rotary', norm: 'pre' }],
    ['no biases', { biases: false }],
  ] as const)('says what the whole one says with those heads silenced: %s', async (_, variant) => {
    const config = { ...whole, variant }
    const weights = weightsOf(config)
    const pruned = pruneHeads(config, weights, kept)
    expectClose(await logitsOf(pruned.config, pruned.weights), await logitsOf({ ...config, surgery: { heads: silenced } }, weights), {
      rtol: 1e-6,
      atol: 1e-7,
    })
  })

  it('has exactly as many parameters less as its heads had, and its layout agrees with the arithmetic', () => {
    const { config } = pruneHeads(whole, weightsOf(whole), kept)
    // Each head: 3·D columns of c_attn and of its bias, D rows of c_proj.
    expect(parameterCount(whole) - parameterCount(config)).toBe(4 * (3 * 4 * (16 + 1) + 4 * 16))
    expect(modelLayout(config).parameters.reduce((sum, { shape }) => sum + elements(shape), 0)).toBe(parameterCount(config))
  })

  it('decodes by its cache and has gradients on wasm, as the reference has', async () => {
    const { config, weights } = pruneHeads(whole, weightsOf(whole), kept)
    const layout = modelLayout(config)
    const gradients = await Promise.all(
      [createReferenceRuntime(), openWasm()].map(async (opening) => {
        const store = await (await opening).createStore(layout)
        store.write('weight', flatten(layout, weights))
        const program = await store.compile(gradientPlan(config, layout, 1))
        program.write('ids', ids)
        program.write(
          'targets',
          ids.map((id) => (id + 1) % 11),
        )
        program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
        return { store, d: await program.read('grad/h.0.attn.c_attn.weight') }
      }),
    )
    expectClose(gradients[1]!.d, gradients[0]!.d, { rtol: 1e-3, atol: 1e-5 })
    const decoder = await Decoder.create(gradients[1]!.store, config, layout)
    expectClose(await decoder.logitsAfter(ids), (await logitsOf(config, weights)).slice(-11), { rtol: 1e-4, atol: 1e-4 })
  })

  it('comes back from its folder', () => {
    const { config, weights, tokenizer } = tinyModel()
    const pruned = pruneHeads(config, weights, [[1], [0]])
    const back = readModelFolder(writeModelFolder({ ...pruned, tokenizer }))
    expect(back.config).toEqual(pruned.config)
    expect(back.weights).toEqual(pruned.weights)
  })

  it('is refused where heads share weights, or layers would differ', () => {
    const shared = { ...whole, variant: { nKvHead: 2 } }
    expect(() => pruneHeads(shared, weightsOf(shared), kept)).toThrow('share keys and values')
    expect(() => pruneHeads(whole, weightsOf(whole), [[0], [1, 2]])).toThrow('equally many')
  })
})

it('importance is the slope of the loss along a factor on the head, and silent heads have none', async () => {
  const weights = new Map(weightsOf(whole))
  const { shape, data } = weights.get('h.1.attn.c_proj.weight')!
  // Head 2 of layer 1 is not listened to.
  weights.set('h.1.attn.c_proj.weight', { shape, data: data.map((value, i) => (Math.floor(i / 16 / 4) === 2 ? 0 : value)) })
  const tokens = Int32Array.from({ length: 200 }, (_, i) => (i * i) % 11)
  const importance = await headImportance(createReferenceRuntime(), whole, weights, tokens, { batch: 2, count: 2 })
  expect(importance[1]![2]).toBe(0)
  expect(importance.flat().filter((value) => value > 0)).toHaveLength(7)
  expect(mostImportant(importance, 3)[1]).toEqual([0, 1, 3])
})
