/** What an inspecting pass shows is what the training plan computes, on every runtime. */
import { describe, expect, it } from 'vitest'
import { runtimes } from '../../../tests/support/runtimes.ts'
import type { ModelConfig } from '../config.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { ADAM } from '../train/settings.ts'
import { Inspector } from './inspector.ts'

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 12, nCtx: 7, nVocab: 11, dropout: 0.2 }
const layout = modelLayout(config)
const weights = initialWeights(layout, 5)
const ids = Int32Array.from({ length: 14 }, (_, i) => (i * 5) % 11)
const targets = Int32Array.from({ length: 14 }, (_, i) => (i * 3 + 1) % 11)
const scalars = { step: 4, seed: 9, learningRate: 0, position: 0 }
const NAMES = ['h.1.attn.out', 'logits', 'losses', 'grad/h.1.mlp.c_fc.weight', 'grad/h.0.attn.c_attn', 'grad/tokens_embed.weight']

describe.each(runtimes)('on $name', ({ create }) => {
  it('a pass with the masks of a step has that step’s numbers, probabilities besides, and all gradients by name', async () => {
    const runtime = await create()
    const store = await runtime.createStore(layout)
    store.write('weight', weights)
    const training = await store.compile(trainingPlan(config, layout, 2, { ...ADAM, weightDecay: 0, clip: 0 }))
    training.write('ids', ids)
    training.write('targets', targets)
    training.replay(scalars)
    const expected = new Map(await Promise.all(NAMES.map(async (name) => [name, await training.read(name)] as const)))
    store.write('weight', weights)

    const inspector = await Inspector.create(store, config, layout, {
      time: 7,
      batch: 2,
      backwards: true,
      dropout: { p: 0.2, seed: 9, step: 4 },
    })
    inspector.run(ids, targets)
    for (const { name, data } of await inspector.read(NAMES)) {
      const largest = Math.max(...data.map(Math.abs))
      expect(largest, name).toBeGreaterThan(0)
      const apart = Math.max(...data.map((value, i) => Math.abs(value - expected.get(name)![i]!)))
      expect(apart / largest, name).toBeLessThan(2e-6)
    }
    const [probs] = await inspector.read(['h.0.attn.probs'])
    expect(probs!.shape).toEqual([2, 2, 7, 7])

    // Every activation that the loss depends on has its gradient, under its own name or in a tensor that it shares.
    const names = inspector.names().map(({ name }) => name)
    for (const name of ['embed', 'h.0.ln_1', 'h.1.attn.c_proj', 'h.1.ln_2.sum', 'positions_embed.weight'])
      expect(names).toContain(`grad/${name}`)
    await expect(inspector.read(['grad/h.0.ln_3'])).rejects.toMatchObject({ hint: expect.stringContaining('h.0.ln_') })
    inspector.destroy()
    store.destroy()
    runtime.destroy()
  })
})

const SHAPES: Record<string, Partial<ModelConfig>> = {
  'GPT-1': {},
  'a later model': { variant: { norm: 'pre', normKind: 'rms', activation: 'swiglu', positions: 'rotary', nKvHead: 1, biases: false } },
  'layers that share, a head of their own': { variant: { shared: true, tied: false, positions: 'sinusoidal' } },
  'a head cut out': { surgery: { heads: [{ layer: 0, head: 1, with: 'nothing' }] } },
  'a recurrent net': { family: 'rnn', nLayer: 1, nHead: 1 },
  'a net over a window': { family: 'mlp', nLayer: 1, nHead: 1 },
  'a table': { family: 'bigram', nLayer: 1, nHead: 1 },
}

it.each(Object.keys(SHAPES))('a window with room to spare has the numbers of one that is filled: %s', async (name) => {
  const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 12, nCtx: 16, nVocab: 11, dropout: 0, ...SHAPES[name] }
  const layout = modelLayout(config)
  const runtime = await openWasm({ threads: 1 })
  const store = await runtime.createStore(layout)
  store.write('weight', initialWeights(layout, 5))
  const [T, text] = [5, ids.slice(0, 6)]
  for (const backwards of [false, true]) {
    const roomy = await Inspector.create(store, config, layout, { time: 16, backwards })
    const exact = await Inspector.create(store, config, layout, { time: T, backwards })
    // What an earlier, longer text left behind must not show.
    roomy.run(ids.slice(0, 14), ...(backwards ? [targets] : []))
    for (const inspector of [roomy, exact]) inspector.run(text.slice(0, T), ...(backwards ? [text.slice(1)] : []))
    expect(roomy.names()).toEqual(exact.names())
    const names = exact.names().map((each) => each.name)
    const [wide, narrow] = [await roomy.read(names), await exact.read(names)]
    for (const [i, { name, data, shape }] of narrow.entries()) {
      expect(wide[i]!.shape, name).toEqual(shape)
      const largest = Math.max(1e-9, ...data.map(Math.abs))
      expect(Math.max(0, ...data.map((value, k) => Math.abs(value - wide[i]!.data[k]!))) / largest, name).toBeLessThan(3e-6)
    }
    roomy.destroy()
    exact.destroy()
  }
  runtime.destroy()
})
