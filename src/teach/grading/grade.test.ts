/** Grading by running: the measure is the model's own, and each way to spoof it is found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSavedFiles } from '../../core/saved/saved.ts'
import { languageModelOf } from '../../core/saved/languageModel.ts'
import { writeModelFolder } from '../../core/checkpoint/hfFolder.ts'
import type { Model } from '../../core/checkpoint/model.ts'
import { splitText } from '../../core/data/corpus.ts'
import { modelLayout } from '../../core/model/plans.ts'
import { flatten } from '../../core/checkpoint/tensors.ts'
import type { Runtime } from '../../core/runtime/runtime.ts'
import { openWasm } from '../../core/runtime/wasm/node.ts'
import { lossOverText } from '../../core/train/lossOverText.ts'
import type { Graded, GradeJob } from '../gradebook/graded.ts'
import { heldOutText, sentences, trainedFolder, trainingText } from './testing/trained.ts'
import { checkPredictor, lossOf } from './checks.ts'
import { grade, measureLoss } from './grade.ts'
import { heldOutOf } from '../gradebook/heldOutText.ts'
import { impossible, tokensOf } from './heldOut.ts'
import { openPredictor, type Predictor } from './predictor.ts'

let runtime: Runtime
let folder: Map<string, Uint8Array<ArrayBuffer>>
let model: Model
beforeAll(async () => {
  runtime = await openWasm()
  folder = await trainedFolder(runtime)
  model = await modelIn(folder)
})
afterAll(() => runtime?.destroy())

const seconds = (): number => performance.now() / 1000
async function modelIn(files: typeof folder): Promise<Model> {
  const saved = await readSavedFiles(files)
  if (saved.kind === 'adapter') throw new Error('these are adapters')
  return languageModelOf(saved)
}
const graded = (files = folder, changes: Partial<GradeJob> = {}): Promise<Graded> =>
  grade(runtime, { id: 'x', files, heldOut: heldOutText, claim: null, retrain: null, ...changes }, seconds)
const withFile = (name: string, data: Uint8Array<ArrayBuffer> | string): typeof folder =>
  new Map([...folder, [name, typeof data === 'string' ? new TextEncoder().encode(data) : data]])
const text = (name: string): string => new TextDecoder().decode(folder.get(name))
const rewritten = (change: (model: Model) => Partial<Model>) => writeModelFolder({ ...model, ...change(model) })

describe('a model that is what it says', () => {
  it('measures what eval measures, over the characters of the raw text', async () => {
    const { measured, failed, numbers, remarks, seconds } = await graded()
    const layout = modelLayout(model.config)
    const store = await runtime.createStore(layout, { training: false })
    store.write('weight', flatten(layout, model.weights))
    const { loss, tokens } = await lossOverText(store, model.config, model.tokenizer.encode(heldOutText))
    store.destroy()
    const nats = loss * tokens + Math.log(model.config.nVocab)
    expect(measured!.bitsPerCharacter).toBeCloseTo(nats / Math.LN2 / heldOutText.length, 6)
    expect(measured).toMatchObject({ characters: 3000, tokens: 3000, unknown: 0, bytes: folder.get('model.safetensors')!.length })
    // It has learned: a guess among its characters takes more than 4 bits.
    expect(measured!.bitsPerCharacter).toBeLessThan(0.8 * Math.log2(model.config.nVocab))
    expect({ failed, remarks }).toEqual({ failed: null, remarks: [] })
    expect(numbers).toMatch(/^[0-9a-f]{64}$/)
    expect(seconds).toBeGreaterThan(0)
  })

  it('is trained again from its seed to the same bits; of another seed it is not, and too long is said', async () => {
    const retrain = { text: trainingText, seconds: 60 }
    expect((await graded(folder, { retrain })).retrained!.outcome).toBe('same')
    const other = withFile('run.json', text('run.json').replace('"seed":7', '"seed":8'))
    expect((await graded(other, { retrain })).retrained).toMatchObject({
      outcome: 'other',
      said: expect.stringMatching(/numbers are others/),
    })
    expect((await graded(folder, { retrain: { ...retrain, seconds: 0 } })).retrained!.said).toMatch(
      /would take about \d+ seconds here, and 0 are allowed/,
    )
    expect((await graded(folder, { retrain: { text: heldOutText, seconds: 9 } })).retrained!.said).toMatch(/record is of another text/)
  })
})

describe('a claim that the files contradict', () => {
  it('is said', async () => {
    const claim = {
      config: { nLayer: 4, nEmbd: 16 },
      seed: 8,
      steps: 600,
      text: { title: 'The assignment’s', sha256: 'a'.repeat(64) },
      weights: { sha256: 'b'.repeat(64), bytes: 10 },
    }
    const { remarks, measured } = await graded(folder, { claim })
    expect(measured).not.toBeNull()
    expect(remarks).toEqual([
      expect.stringMatching(/weights of 10 bytes; there are \d+/),
      'The receipt says nLayer 4; the model has 1.',
      'The receipt says 600 steps; the model’s own record 60.',
      'The receipt says seed 8; the model’s own record 7.',
      'The receipt says that it learned from “The assignment’s”; the model’s own record names “Sentences”.',
    ])
  })
})

describe('a file that spoofs', () => {
  it('by reading what it is to predict', async () => {
    const config = { ...model.config, surgery: { noMask: true } }
    const found = await graded(rewritten(() => ({ config })))
    expect(found).toMatchObject({
      measured: null,
      failed: { kind: 'causality', said: expect.stringMatching(/looks at what it is to predict/) },
    })
  })

  it('by weights that are no numbers', async () => {
    const broken = new Uint8Array(folder.get('model.safetensors')!)
    new DataView(broken.buffer).setFloat32(broken.length - 8, Number.NaN, true)
    expect((await graded(withFile('model.safetensors', broken))).failed!.kind).toBe('finite')
  })

  it('by weights that overflow', async () => {
    const weights = new Map(
      [...model.weights].map(([name, { shape, data }]) => [
        name,
        { shape, data: data.map((value) => value * (name === 'tokens_embed.weight' ? 1e30 : 1)) },
      ]),
    )
    const { failed } = await graded(rewritten(() => ({ weights })))
    expect(failed?.kind).toMatch(/finite|shares|range/)
  })

  it('by a vocabulary that lacks the text, or of another model', async () => {
    expect((await graded(withFile('tokenizer.json', text('tokenizer.json').slice(0, 40)))).failed!.kind).toBe('vocabulary')
    const { failed } = await graded(folder, { heldOut: 'αβγδε '.repeat(300) })
    expect(failed).toMatchObject({ kind: 'vocabulary', said: expect.stringMatching(/not in the vocabulary/) })
  })

  it('by tokens that do not stand for the text', () => {
    const forgetful = {
      ...model.tokenizer,
      countUnknown: () => new Map(),
      encode: (all: string) => model.tokenizer.encode(all.replaceAll('e', '')),
      decode: model.tokenizer.decode.bind(model.tokenizer),
    }
    const found = tokensOf(forgetful as unknown as Model['tokenizer'], heldOutText)
    expect(found).toMatchObject({ kind: 'vocabulary', said: expect.stringMatching(/What is lost need not be predicted/) })
  })

  it('by files that are no model, or only adapters', async () => {
    expect((await graded(new Map([['config.json', new TextEncoder().encode('{}')]]))).failed!.said).toMatch(/cannot be read/)
    const cut = folder.get('model.safetensors')!.slice(0, -10)
    expect((await graded(withFile('model.safetensors', cut))).failed).not.toBeNull()
    expect((await graded(new Map([['adapter_config.json', new TextEncoder().encode('{}')]]))).failed!.said).toMatch(/adapters/)
  })

  it('by having learned the text that it is measured on', () => {
    expect(impossible(0.2, 'the sea '.repeat(200))).toBeNull() // a text that repeats itself: there it is possible
    const random = Array.from({ length: 4000 }, (_, i) =>
      String.fromCharCode(97 + (Math.floor(Math.sin(i * 12.9898) * 43758.5453) & 15)),
    ).join('')
    expect(impossible(0.2, random)).toMatchObject({ kind: 'range', said: expect.stringMatching(/probably trained on this one/) })
    expect(impossible(1.2, random)).toBeNull()
    expect(impossible(Number.NaN, random)).toMatchObject({ kind: 'range' })
  })
})

describe('a black box that spoofs', () => {
  let honest: Predictor
  let ids: Int32Array
  beforeAll(async () => {
    honest = await openPredictor(runtime, model)
    ids = model.tokenizer.encode(heldOutText)
  })
  afterAll(() => honest.destroy())
  const kindOf = async (spoof: Partial<Predictor>): Promise<string | undefined> =>
    (await checkPredictor({ ...honest, ...spoof }, ids))?.kind

  it('not at all, passes', async () => expect(await kindOf({})).toBeUndefined())

  it('with probabilities that add up to 2', async () => {
    const losses: Predictor['losses'] = async (...args) => (await honest.losses(...args)).map((loss) => loss - Math.LN2)
    expect((await checkPredictor({ ...honest, losses }, ids))!.said).toMatch(/would add up to 2\b/)
    expect(await kindOf({ losses })).toBe('shares')
  })

  it('with losses of zero, or below', async () => {
    expect(await kindOf({ losses: async (_, targets) => new Float32Array(targets.length) })).toBe('shares')
    expect(await kindOf({ losses: async (_, targets) => new Float32Array(targets.length).fill(Number.NaN) })).toBe('shares')
  })

  it('with logits of its own liking for the token that comes next', async () => {
    const peeking: Predictor['logits'] = async (window) => {
      const logits = await honest.logits(window)
      for (let t = 0; t + 1 < window.length; t++) logits[t * honest.nVocab + window[t + 1]!]! += 5
      return logits
    }
    const losses: Predictor['losses'] = async (window, targets, batch) => {
      const T = honest.nCtx
      const rows = await Promise.all(Array.from({ length: batch }, (_, b) => peeking(window.slice(b * T, (b + 1) * T))))
      return Float32Array.from(targets, (target, i) =>
        lossOf(rows[Math.floor(i / T)]!.subarray((i % T) * honest.nVocab, ((i % T) + 1) * honest.nVocab), target),
      )
    }
    expect(await kindOf({ logits: peeking, losses })).toBe('causality')
  })

  it('with losses that depend on the batch', async () => {
    const losses: Predictor['losses'] = async (window, targets, batch) =>
      (await honest.losses(window, targets, batch)).map((loss) => (batch > 1 ? loss * 0.9 : loss))
    expect(await kindOf({ losses })).toBe('batches')
  })

  it('with logits that are none', async () => {
    expect(await kindOf({ logits: async (window) => (await honest.logits(window)).fill(Number.POSITIVE_INFINITY, 5, 6) })).toBe('finite')
  })

  it('and counts every token, the first one too', async () => {
    const uniform = { ...honest, losses: async (_: Int32Array, targets: Int32Array) => new Float32Array(targets.length).fill(1) }
    expect(await measureLoss(uniform, { ids })).toEqual({ nats: ids.length - 1 + Math.log(honest.nVocab), tokens: ids.length })
  })
})

it('a held-out text is long enough to tell models apart, and no longer than is measured', () => {
  expect(() => heldOutOf('short')).toThrow(/5 characters, but at least 1000/)
  expect(heldOutOf(sentences(250_000, 3))).toHaveLength(200_000)
  expect(splitText(trainingText).validation).not.toContain(heldOutText.slice(0, 200))
})
