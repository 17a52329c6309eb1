/** The KV cache against whole passes, on every runtime, up to the context's end and past it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../../../tests/support/compare.ts'
import { runtimes } from '../../../tests/support/runtimes.ts'
import type { ModelConfig } from '../config.ts'
import { modelLayout, inspectionPlan } from '../model/plans.ts'
import { normal, streamKey } from '../random.ts'
import { createReferenceRuntime } from '../runtime/reference/reference.ts'
import type { ParameterStore, Program, Runtime } from '../runtime/runtime.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { Inspector } from '../inspect/inspector.ts'
import { attentionOf } from '../inspect/attention.ts'
import { Decoder } from './decoder.ts'
import { diceOf } from '../dice.ts'
import { generate, promptIds } from './generate.ts'
import { nextToken } from './nextToken.ts'

const config: ModelConfig = { nLayer: 2, nHead: 3, nEmbd: 12, nCtx: 7, nVocab: 11, dropout: 0 }
const layout = modelLayout(config)
const weights = Float32Array.from({ length: layout.size }, (_, i) => 0.3 * normal(streamKey(5, 0, 0), i))
const text = Array.from({ length: 12 }, (_, i) => (i * 7 + 3) % 11)

const tolerance = { rtol: 1e-4, atol: 1e-4 }
/** A software GPU takes its time over compiling shaders. */
const PATIENCE_MS = 150_000

describe.each(runtimes)('Decoder on $name', { timeout: PATIENCE_MS }, ({ create }) => {
  let runtime: Runtime
  let store: ParameterStore
  let whole: Program
  beforeAll(async () => {
    runtime = await create()
    store = await runtime.createStore(layout, { training: false })
    store.write('weight', weights)
    whole = await store.compile(inspectionPlan(config, layout))
  }, PATIENCE_MS)
  afterAll(() => {
    whole?.destroy()
    store?.destroy()
    runtime?.destroy()
  })

  it('gives the logits of a whole pass, token by token, and goes on past the context by cropping', async () => {
    const decoder = await Decoder.create(store, config, layout)
    for (let n = 1; n <= text.length; n++)
      expectClose(await decoder.logitsAfter(text.slice(0, n)), await wholePass(text.slice(0, n)), tolerance)
    decoder.destroy()
  })

  it('uses the cache for what the texts share, and only for that', async () => {
    const decoder = await Decoder.create(store, config, layout)
    await decoder.logitsAfter([1, 2, 3, 4, 5])
    for (const other of [[1, 2, 9], [1, 2, 9, 4], [8], [1, 2]])
      expectClose(await decoder.logitsAfter(other), await wholePass(other), tolerance)
    decoder.destroy()
  })

  it('reads a prompt in one pass, and every token gets the bits that it has alone', async () => {
    const [whole, alone] = [await Decoder.create(store, config, layout), await Decoder.create(store, config, layout)]
    const prompt = text.slice(0, config.nCtx)
    const logits: Float32Array[] = []
    for (let n = 1; n <= prompt.length; n++) logits.push(await alone.logitsAfter(prompt.slice(0, n)))
    for (const n of [5, 7]) {
      whole.reset()
      expect(await whole.logitsAfter(prompt.slice(0, n))).toEqual(logits[n - 1])
    }
    whole.destroy()
    alone.destroy()
  })

  it('sees new weights after a reset', async () => {
    const decoder = await Decoder.create(store, config, layout)
    await decoder.logitsAfter([1, 2, 3])
    store.write(
      'weight',
      weights.map((w) => w * 0.5),
    )
    decoder.reset()
    expectClose(await decoder.logitsAfter([1, 2, 3]), await wholePass([1, 2, 3]), tolerance)
    store.write('weight', weights)
    decoder.destroy()
  })

  it('reads attention whose rows sum to one and never look ahead', async () => {
    const T = 5
    const inspector = await Inspector.create(store, config, layout, { time: config.nCtx })
    const probabilities = await attentionOf(inspector, config, Int32Array.from(text.slice(0, T)))
    inspector.destroy()
    expect(probabilities.length).toBe(config.nLayer * config.nHead * T * T)
    for (let row = 0; row < probabilities.length / T; row++) {
      const values = Array.from(probabilities.subarray(row * T, (row + 1) * T))
      expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
      expect(values.slice((row % T) + 1).every((p) => p === 0)).toBe(true)
    }
  })

  /** One program for all lengths: what comes after the text does not reach what is read. */
  async function wholePass(ids: number[]): Promise<Float32Array> {
    const window = ids.slice(-config.nCtx)
    whole.write(
      'ids',
      Int32Array.from({ length: config.nCtx }, (_, i) => window[i] ?? 0),
    )
    whole.replay({ step: 0, learningRate: 0, seed: 0, position: 0 })
    return (await whole.read('logits')).slice((window.length - 1) * config.nVocab, window.length * config.nVocab)
  }
})

describe('generate', () => {
  const tokenizer = CharacterTokenizer.fromText('abcdefghi\n')
  const decoder = async () => {
    const store = await createReferenceRuntime().createStore(layout)
    store.write('weight', weights)
    return Decoder.create(store, config, layout)
  }
  const write = async (settings: { temperature: number; seed: number }) => {
    const drawn: number[] = []
    for await (const { id } of generate(await decoder(), [1, 2], 10, { topK: 0, topP: 1, ...settings })) drawn.push(id)
    return drawn
  }

  it('writes the same for the same seed, and something else for another', async () => {
    expect(await write({ temperature: 1, seed: 4 })).toEqual(await write({ temperature: 1, seed: 4 }))
    expect(await write({ temperature: 1, seed: 4 })).not.toEqual(await write({ temperature: 1, seed: 5 }))
  })

  it('takes no notice of the seed at temperature 0', async () => {
    expect(await write({ temperature: 0, seed: 4 })).toEqual(await write({ temperature: 0, seed: 5 }))
  })

  it('has dice in [0, 1) that differ from token to token', () => {
    const dice = Array.from({ length: 100 }, (_, n) => diceOf(7, n))
    expect(dice.every((d) => d >= 0 && d < 1)).toBe(true)
    expect(new Set(dice).size).toBe(100)
  })

  it('goes on from a line break where the prompt is empty', () => {
    expect(tokenizer.decode(promptIds(tokenizer, ''))).toBe('\n')
  })

  it('shows the next token with what the vocabulary lacks and whether the prompt was cropped', async () => {
    const report = await nextToken(await decoder(), tokenizer, 'abcabcabZ', { temperature: 1, topK: 2, topP: 1 })
    expect(report.tokens).toEqual(['c', 'a', 'b', 'c', 'a', 'b', '<unk>'])
    expect([report.unknown, report.cropped]).toEqual([['Z'], true])
    expect(report.candidates.filter(({ kept }) => kept > 0)).toHaveLength(2)
    expect(report.candidates.map(({ token }) => token).sort()).toEqual([...tokenizer.vocabulary].sort())
  })

  it.each([
    [[], 'no tokens'],
    [[11], 'Token id 11'],
    [[-1], 'Token id -1'],
    [[0.5], 'Token id 0.5'],
  ])('refuses the ids %o', async (bad, words) => {
    await expect((await decoder()).logitsAfter(bad)).rejects.toThrow(words)
  })
})
