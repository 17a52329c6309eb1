/** Token by token or in one pass, with a cache or without: every model gives the same logits. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { allModels, gptVariants } from '../../../tests/support/variants.ts'
import { unflatten } from '../checkpoint/tensors.ts'
import { quantize } from '../compress/quantize.ts'
import { openQuantized } from '../compress/quantizedPlan.ts'
import type { ModelConfig } from '../config.ts'
import { evaluationPlan, modelLayout } from '../model/plans.ts'
import { normal, streamKey } from '../random.ts'
import type { ParameterStore } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { Decoder } from './decoder.ts'

const text = Int32Array.from({ length: 10 }, (_, i) => (i * 7 + 3) % 11)

/** The last row of a pass over exactly these ids. */
async function exactPass(store: ParameterStore, config: ModelConfig, ids: Int32Array): Promise<Float32Array> {
  const program = await store.compile(evaluationPlan(config, modelLayout(config), 1, ids.length))
  program.write('ids', ids)
  program.write('targets', ids)
  program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
  const logits = await program.read('logits')
  program.destroy()
  return logits.slice(-config.nVocab)
}

describe('decoding equals the whole pass', () => {
  it.each(allModels.map(({ name, config }) => [name, config] as const))('%s', async (_, config) => {
    const layout = modelLayout(config)
    const store = await (await openWasm()).createStore(layout, { training: false })
    store.write(
      'weight',
      Float32Array.from({ length: layout.size }, (_, i) => 0.4 * normal(streamKey(5, 0, 0), i)),
    )
    const decoder = await Decoder.create(store, config, layout)
    for (let n = 1; n <= text.length; n++) {
      const expected = await exactPass(store, config, text.slice(Math.max(0, n - config.nCtx), n))
      expectClose(await decoder.logitsAfter(text.slice(0, n)), expected, { rtol: 1e-4, atol: 1e-4, name: `logits after ${n} tokens` })
    }
    const all = await decoder.logitsAfter(text.slice(0, 5))
    expect(await decoder.logitsAfter(text.slice(0, 5))).toEqual(all)
    decoder.destroy()
  })
})

describe('a prompt that is read in one pass', () => {
  /** Contexts of several passes, the last of which overlaps the one before; rows long enough for more than one chain of sums. */
  const long: ModelConfig = { nLayer: 2, nHead: 3, nEmbd: 300, nCtx: 70, nVocab: 11, dropout: 0 }
  const models = [
    ...gptVariants.map(({ name, config }) => [name, config, 32] as const),
    ...([32, 8, 4] as const).map((bits) => [`a longer one in ${bits} bits`, long, bits] as const),
  ]
  it.each(models)('gives every token the bits that it has alone: %s', async (_, config, bits) => {
    const layout = modelLayout(config)
    const runtime = await openWasm()
    const weights = Float32Array.from({ length: layout.size }, (_, i) => 0.2 * normal(streamKey(5, 0, 0), i))
    const store =
      bits === 32
        ? await runtime.createStore(layout, { training: false })
        : await openQuantized(runtime, config, quantize(config, unflatten(layout, weights), bits))
    if (bits === 32) store.write('weight', weights)
    const [whole, alone] = [await Decoder.create(store, config, layout), await Decoder.create(store, config, layout)]
    const ids = Int32Array.from({ length: config.nCtx }, (_, i) => (i * i + 3 * i) % 11)
    const lengths = config.nCtx < 10 ? [5, 6, 7] : [40, 70]
    for (let n = 1; n <= config.nCtx; n++) {
      const expected = await alone.logitsAfter(ids.slice(0, n))
      if (!lengths.includes(n)) continue
      whole.reset()
      expect(await whole.logitsAfter(ids.slice(0, n)), `logits after ${n} tokens`).toEqual(expected)
    }
    whole.destroy()
    alone.destroy()
  })
})
