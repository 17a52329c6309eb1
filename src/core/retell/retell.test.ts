import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIMITERS, END, FILL, promptOf, retoldStories, rowOf, textOf } from '../data/retold.ts'
import { wordsOf } from '../data/pairs.ts'
import { initialWeights } from '../model/init.ts'
import { modelLayout } from '../model/plans.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { openWasm } from '../runtime/wasm/node.ts'
import { readReteller, writeReteller } from './folder.ts'
import { Reteller, type RetellerModel } from './reteller.ts'
import { trainSeq2Seq } from './train.ts'

const items = retoldStories(40)
const heldOut = retoldStories(20, true)
const vocabulary = ['·', '</s>', '<summary>', '<french>', ...new Set(items.flatMap(({ source, target }) => wordsOf(`${source} ${target}`)))]
const ids = new Map(vocabulary.map((word, id) => [word, id]))

describe('what is learned from', () => {
  it('is never among what is tested on', () => {
    const sources = new Set(retoldStories(2000).map(({ source }) => source))
    expect(heldOut.filter(({ source }) => sources.has(source))).toEqual([])
  })

  it('is one row: source, delimiter, target, end', () => {
    const [item] = items
    const { read, targets, counted } = rowOf(ids, item!, 'target')
    const words = [...wordsOf(item!.source).map((word) => ids.get(word)!), DELIMITERS.summary]
    const told = [...wordsOf(item!.target).map((word) => ids.get(word)!), END]
    expect(read.slice(0, words.length + told.length - 1)).toEqual([...words, ...told.slice(0, -1)])
    // The delimiter predicts the first word, the last word predicts the end, and no other place counts.
    expect(targets.filter((_, t) => counted[t])).toEqual(told)
    expect(counted.indexOf(true)).toBe(words.length - 1)
    expect(read.slice(words.length + told.length).every((id) => id === FILL)).toBe(true)
    const all = rowOf(ids, item!, 'all')
    expect(all.counted.filter(Boolean)).toHaveLength(words.length + told.length - 1)
  })

  it('is put together again as it was written', () => {
    for (const { source, target } of items) expect([textOf(wordsOf(source)), textOf(wordsOf(target))]).toEqual([source, target])
    expect(textOf(wordsOf("C'était un après-midi froid."))).toBe("C'était un après-midi froid.")
  })
})

describe('a model that retells', () => {
  const config = { nLayer: 1, nHead: 2, nEmbd: 16, nCtx: 84, nVocab: vocabulary.length, dropout: 0 }
  const model: RetellerModel = { config, vocabulary, dictionary: [['key', 'clé']], weights: initialWeights(modelLayout(config), 1) }
  let runtime: Runtime
  beforeAll(async () => {
    runtime = await openWasm({ threads: 1 })
  })
  afterAll(() => runtime.destroy())

  it('writes the likeliest word, with its probability, and says what needs no model', async () => {
    const reteller = await Reteller.open(runtime, model)
    const told = await reteller.retell(items[0]!)
    expect(told.probabilities.length).toBeGreaterThanOrEqual(told.words.length)
    expect(told.probabilities.every((p) => p >= 1 / vocabulary.length && p <= 1)).toBe(true)
    expect(items[0]!.source.startsWith(told.baseline)).toBe(true)
    reteller.destroy()
  })

  it('reads only its source and what it has written: the shares of each row are below 1', async () => {
    const reteller = await Reteller.open(runtime, model)
    const words = wordsOf(items[0]!.target)
    const { shares, source } = await reteller.read({ task: 'summary', source: items[0]!.source, words })
    expect([shares.length, shares[0]!.length, shares[0]![0]!.length, shares[0]![0]![0]!.length]).toEqual([
      1,
      2,
      words.length,
      source.length,
    ])
    for (const row of shares[0]![0]!) {
      const sum = row.reduce((a, b) => a + b)
      expect(sum).toBeGreaterThan(0)
      expect(sum).toBeLessThan(1)
    }
    reteller.destroy()
  })

  it('refuses a word that it does not know by its name', () => {
    expect(() => promptOf(vocabulary, { task: 'summary', source: 'Zebulon lost a key.' })).toThrow('“Zebulon”')
  })

  it('is the same from its files, to what 8 bits keep', () => {
    const again = readReteller(writeReteller(model))
    expect([again.config, again.vocabulary, again.dictionary]).toEqual([config, vocabulary, model.dictionary])
    const worst = model.weights.reduce((most, w, i) => Math.max(most, Math.abs(w - again.weights[i]!)), 0)
    expect(worst).toBeLessThan(0.001)
    expect(worst).toBeGreaterThan(0)
  })

  it('learns, to the same weights from the same seed', async () => {
    const spec = {
      kind: 'seq2seq',
      tasks: ['summary'],
      layers: 1,
      heads: 2,
      width: 16,
      steps: 12,
      learningRate: 1e-2,
      seed: 1,
      loss: 'target',
      stories: 60,
      heldOut: 2,
    } as const
    const tools = { runtime, stopped: () => false, now: () => 0, yieldToMessages: async () => {} }
    const [one, two] = [await trainSeq2Seq(spec, tools, () => {}), await trainSeq2Seq(spec, tools, () => {})]
    expect(one.model.weights).toEqual(two.model.weights)
    expect(one.loss).toBeLessThan(Math.log(one.model.vocabulary.length) - 0.5)
    expect(one.scores.summary!.model.count).toBe(2)
    expect(one.scores.french).toBeUndefined()
  })
})
