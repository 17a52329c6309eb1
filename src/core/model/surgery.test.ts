/** Cuts on a small model: what is left computes what the parts say, and weights find their places by name. */
import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import type { ModelConfig, Surgery } from '../config.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import { inspectionPlan, modelLayout } from './plans.ts'
import { carryOver, cuttable, operated, transplantHead } from './surgery.ts'

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 6, nVocab: 9, dropout: 0 }
const layout = modelLayout(config)
const weights = Float32Array.from({ length: layout.size }, (_, i) => 0.5 * normal(streamKey(1, 0, 0), i))
const T = 5

/** Any tensor of an inspecting pass over five tokens. */
async function read(model: { config: ModelConfig; weights: Float32Array }, name: string): Promise<Float32Array> {
  const own = modelLayout(model.config)
  const store = await createReferenceRuntime().createStore(own, { training: false })
  store.write('weight', model.weights)
  const program = await store.compile(inspectionPlan(model.config, own, T))
  program.write('ids', Int32Array.of(3, 1, 4, 1, 5))
  program.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
  return program.read(name)
}
const cut = (surgery: Surgery, of: ModelConfig = config) => operated(of, weights, surgery)

describe('operated', () => {
  it('makes a uniform head read all past tokens alike, and no other', async () => {
    const model = cut({ heads: [{ layer: 1, head: 0, with: 'uniform' }] })
    const probs = await read(model, 'h.1.attn.probs')
    const expected = Array.from({ length: T * T }, (_, i) => (i % T <= Math.floor(i / T) ? 1 / (1 + Math.floor(i / T)) : 0))
    expectClose(probs.slice(0, T * T), expected, { rtol: 1e-6, atol: 1e-9 })
    expectClose(probs.slice(T * T), (await read({ config, weights }, 'h.1.attn.probs')).slice(T * T), { rtol: 1e-6, atol: 1e-9 })
  })

  it('silences a head', async () => {
    const out = await read(cut({ heads: [{ layer: 0, head: 1, with: 'nothing' }] }), 'h.0.attn.out')
    const [silent, other] = [0, 1].map((part) => out.filter((_, i) => Math.floor((i % 8) / 4) === 1 - part))
    expect([...silent!].every((value) => value === 0)).toBe(true)
    expect([...other!].every((value) => value !== 0)).toBe(true)
  })

  it('makes a sub-layer add nothing, as if its last matrix were zero', async () => {
    for (const name of ['h.0.mlp', 'h.1.attn']) {
      const zeroed = weights.slice()
      for (const { name: own, offset, shape } of layout.parameters)
        if (own.startsWith(`${name}.c_proj`)) zeroed.fill(0, offset, offset + shape.reduce((a, b) => a * b, 1))
      const model = cut({ silent: [name] })
      expectClose(await read(model, 'logits'), await read({ config, weights: zeroed }, 'logits'), { rtol: 1e-5, atol: 1e-6 })
      expect(modelLayout(model.config).parameters.filter((each) => each.name.startsWith(`${name}.`))).toEqual([])
    }
    const pre = { ...config, variant: { norm: 'pre' as const } }
    expect(cut({ silent: ['h.0.attn'] }, pre).config.surgery?.silent).toEqual(['h.0.attn'])
    expect(() => cut({ silent: ['h.0.mlp'], residuals: ['h.0.mlp'] })).toThrow('leaves nothing of the stream')
  })

  it('takes the mask away: tokens read what comes after them', async () => {
    const probs = await read(cut({ noMask: true }), 'h.0.attn.probs')
    expect(probs.every((p) => p > 0)).toBe(true)
    for (let row = 0; row < probs.length; row += T) expect(probs.slice(row, row + T).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6)
  })

  it('drops the weights of what was cut out, and keeps the others bit for bit', () => {
    const { config: after, weights: left } = cut({ norms: ['h.0.ln_1'], noPositions: true })
    const names = modelLayout(after).parameters.map(({ name }) => name)
    expect(names).toHaveLength(layout.parameters.length - 3)
    expect(names.filter((name) => /positions|h\.0\.ln_1/.test(name))).toEqual([])
    for (const { name, offset } of modelLayout(after).parameters) {
      expect(left[offset], name).toBe(weights[layout.parameters.find((parameter) => parameter.name === name)!.offset])
    }
  })

  it('adds to earlier cuts, and the menu shrinks', () => {
    expect(cuttable(config)).toEqual({
      heads: [
        { layer: 0, head: 0 },
        { layer: 0, head: 1 },
        { layer: 1, head: 0 },
        { layer: 1, head: 1 },
      ],
      residuals: ['h.0.attn', 'h.0.mlp', 'h.1.attn', 'h.1.mlp'],
      norms: ['h.0.ln_1', 'h.0.ln_2', 'h.1.ln_1', 'h.1.ln_2'],
      mask: true,
      scale: true,
      positions: true,
    })
    const once = cut({ residuals: ['h.0.mlp'], heads: [{ layer: 1, head: 1, with: 'nothing' }], noScale: true })
    const twice = operated(once.config, once.weights, { residuals: ['h.1.attn'], noPositions: true })
    expect(cuttable(twice.config)).toMatchObject({ residuals: ['h.0.attn', 'h.1.mlp'], mask: true, scale: false, positions: false })
    expect(cuttable(twice.config).heads).toHaveLength(3)
  })

  it('cannot put back what was cut out, or cut what is not there', () => {
    const { config: after, weights: left } = cut({ norms: ['h.1.ln_2'] })
    expect(() => carryOver(left, after, config)).toThrow('"h.1.ln_2.weight" [8] is not in the model')
    expect(() => cut({ norms: ['ln_f'] })).toThrow('no norm that is called "ln_f"')
    expect(() => cut({ heads: [{ layer: 2, head: 0, with: 'nothing' }] })).toThrow('Layer 2')
  })
})

describe('transplantHead', () => {
  it.each([config, { ...config, variant: { biases: false } }, { ...config, variant: { nKvHead: 1, shared: true } }])(
    'makes one head compute what another does: %j',
    async (model) => {
      const own = modelLayout(model)
      const before = Float32Array.from({ length: own.size }, (_, i) => 0.5 * normal(streamKey(2, 0, 0), i))
      const after = transplantHead(before, own, model, { layer: 0, head: 0 }, { layer: 0, head: 1 })
      const probs = await read({ config: model, weights: after }, 'h.0.attn.probs')
      expect(probs.slice(T * T)).toEqual(probs.slice(0, T * T))
      expect(probs.slice(0, T * T)).toEqual((await read({ config: model, weights: before }, 'h.0.attn.probs')).slice(0, T * T))
      const proj = own.parameters.find(({ name }) => name === 'h.0.attn.c_proj.weight')!.offset
      expect(after.slice(proj + 32, proj + 64)).toEqual(before.slice(proj, proj + 32))
    },
  )

  it('refuses a head that is not there', () => {
    expect(() => transplantHead(weights, layout, config, { layer: 0, head: 0 }, { layer: 0, head: 2 })).toThrow('Head 2 of layer 0')
  })
})
