/** What a device draws by itself, against the host's distribution and dice: the same tokens, on every runtime. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runtimes } from '../../../tests/support/runtimes.ts'
import type { ModelConfig } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import { layOut, Trace } from '../plan/trace.ts'
import { normal, streamKey } from '../random.ts'
import type { Program, Runtime } from '../runtime/runtime.ts'
import { Decoder } from './decoder.ts'
import { diceOf, draw } from '../dice.ts'
import type { FilterSettings } from '../filters.ts'
import { distribution } from './distribution.ts'
import { type DrawnToken, drawOnHost, generate } from './generate.ts'

const DRAWS = 40
const settings: FilterSettings[] = [
  { temperature: 0, topK: 0, topP: 1 },
  { temperature: 1, topK: 0, topP: 1 },
  { temperature: 0.7, topK: 5, topP: 1 },
  { temperature: 1.3, topK: 0, topP: 0.8 },
  { temperature: 0.9, topK: 12, topP: 0.6 },
  { temperature: 30, topK: 2000, topP: 0.999 },
  { temperature: 0.01, topK: 0, topP: 1 },
  { temperature: 0.001, topK: 0, topP: 0.9 },
]

/** Logits as a model has them; some in steps, so that many tokens are as probable as each other. */
const logitsOf: Record<string, (i: number) => number> = {
  'of all sizes': (i) => 3 * normal(streamKey(2, 0, 0), i),
  'in steps': (i) => Math.round(2 * normal(streamKey(2, 0, 1), i)) || -0,
}

const config: ModelConfig = { nLayer: 2, nHead: 2, nEmbd: 8, nCtx: 12, nVocab: 11, dropout: 0 }
const layout = modelLayout(config)
const weights = Float32Array.from({ length: layout.size }, (_, i) => 0.5 * normal(streamKey(5, 0, 0), i))

describe.each(runtimes)('Sampling on $name', { timeout: 150_000 }, ({ name, create }) => {
  // A software GPU passes its barriers slowly.
  const draws = name === 'webgpu' ? 5 : DRAWS
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await create()
  }, 150_000)
  afterAll(() => runtime?.destroy())

  describe.each([
    [87, { tokens: 87, never: -1 }],
    [1500, { tokens: 1500, never: -1 }],
    [87, { tokens: 71, never: 3 }],
    [1500, { tokens: 1300, never: 1299 }],
  ])('a vocabulary of %i, of which %j may be drawn', (vocab, drawable) => {
    let program: Program
    beforeAll(async () => {
      const trace = new Trace('sampling', layOut([{ name: 'w', shape: [1], init: { kind: 'constant', value: 0 } }]))
      const outputs = {
        ids: trace.input('ids', [1, 1], 'i32'),
        drawn: trace.state('drawn', [DRAWS]),
        chances: trace.state('chances', [DRAWS]),
      }
      trace.call('sampleToken', { logits: trace.input('logits', [1, vocab]) }, outputs, { vocab, ...drawable })
      program = await (await runtime.createStore(trace.layout)).compile(trace.plan())
    }, 150_000)
    afterAll(() => program?.destroy())

    it.each(Object.keys(logitsOf))('draws what the host draws from logits %s', async (kind) => {
      const logits = Float32Array.from({ length: vocab }, (_, i) => logitsOf[kind]!(i))
      program.write('logits', logits)
      for (const [seed, how] of settings.entries()) {
        const dice = Array.from({ length: draws }, (_, n) => diceOf(seed, n))
        program.replayEach(dice.map((dice, position) => ({ step: 0, learningRate: 0, seed: 0, position, draw: { ...how, dice } })))
        const { candidates } = distribution(logits, how, drawable)
        const expected = dice.map((dice) => draw(candidates, dice))
        expect(Array.from((await program.read('drawn')).subarray(0, draws)), JSON.stringify(how)).toEqual(expected.map(({ id }) => id))
        const chances = await program.read('chances')
        for (const [n, { kept }] of expected.entries()) expect(chances[n]! / kept).toBeCloseTo(1, 4)
        expect(Array.from(await program.read('ids'))).toEqual([expected.at(-1)!.id])
      }
    })

    it('never draws another, however probable it is', async () => {
      const banned = (i: number) => i >= drawable.tokens || i === drawable.never
      program.write(
        'logits',
        Float32Array.from({ length: vocab }, (_, i) => (banned(i) ? 50 : Math.sin(i))),
      )
      const dice = Array.from({ length: draws }, (_, n) => diceOf(9, n))
      for (const how of settings) {
        program.replayEach(dice.map((dice, position) => ({ step: 0, learningRate: 0, seed: 0, position, draw: { ...how, dice } })))
        expect(Array.from((await program.read('drawn')).subarray(0, draws)).filter((id) => id < 0 || banned(id))).toEqual([])
      }
    })

    it('says where a logit is not finite, and leaves an id that exists', async () => {
      for (const bad of [Number.NaN, Infinity, -Infinity]) {
        program.write(
          'logits',
          Float32Array.from({ length: vocab }, (_, i) => (i === 70 ? bad : i % 5)),
        )
        program.replay({ step: 0, learningRate: 0, seed: 0, position: 2, draw: { ...settings[1]!, dice: 0.5 } })
        expect((await program.read('drawn'))[2]).toBe(-1)
        expect(Array.from(await program.read('ids'))).toEqual([0])
      }
    })
  })

  it('writes on from a prompt as the host does token by token, past the context too', async () => {
    const store = await runtime.createStore(layout, { training: false })
    store.write('weight', weights)
    const [device, host] = [await Decoder.create(store, config, layout), await Decoder.create(store, config, layout)]
    for (const [seed, how] of settings.slice(0, name === 'webgpu' ? 2 : 5).entries()) {
      const written: DrawnToken[] = []
      for await (const token of generate(device, [1, 2, 3], 14, { ...how, seed })) written.push(token)
      const ids = [1, 2, 3]
      for (const [n, token] of written.entries()) {
        const expected = await drawOnHost(host, ids, n, { ...how, seed })
        expect([token.id, token.dice], `token ${n} of ${JSON.stringify(how)}`).toEqual([expected.id, expected.dice])
        ids.push(token.id)
      }
    }
    device.destroy()
    host.destroy()
    store.destroy()
  })

  it('throws where the weights are broken', async () => {
    const store = await runtime.createStore(layout, { training: false })
    store.write(
      'weight',
      weights.map(() => Number.NaN),
    )
    const decoder = await Decoder.create(store, config, layout)
    await expect(decoder.draw([1, 2], [{ ...settings[1]!, dice: 0.5 }])).rejects.toThrow('not a finite number')
    decoder.destroy()
    store.destroy()
  })
})
