/** Every kind of model that the command line writes is imported, asked, exported and read again. */
import { describe, expect, it } from 'vitest'
import { tinyModel } from '../../tests/support/tinyModel.ts'
import { writeModelFolder, type ModelFolder } from '../core/checkpoint/hfFolder.ts'
import { unflatten } from '../core/checkpoint/tensors.ts'
import { unzipFolder } from '../core/checkpoint/zip.ts'
import { writeAdapterFolder } from '../core/compress/adapterFolder.ts'
import { adapterParameters, type LoraSettings, loraLayout, mergeAdapters } from '../core/compress/lora.ts'
import { quantize, unpacked } from '../core/compress/quantize.ts'
import { writeQuantizedFolder } from '../core/compress/quantizedFolder.ts'
import { type ClassifierModel, writeClassifierFolder } from '../core/finetune/classifierFolder.ts'
import { grownConfig, grownWeights } from '../core/finetune/grow.ts'
import { TaskTokenizer } from '../core/finetune/tokens.ts'
import { initialWeights } from '../core/model/init.ts'
import { Folders } from '../storage/folders.ts'
import { memoryBlobs } from '../storage/memory.ts'
import { createCore } from './core.ts'
import type { CoreApi, ModelSummary } from './protocol.ts'
import { testEnvironment } from './testing/environment.ts'

const base = tinyModel({ nLayer: 1, nCtx: 16 })
const { config, tokenizer, weights, run } = base
const upload = (name: string, files: ModelFolder) =>
  [...files].map(([file, bytes]) => ({ name: `${name}/${file}`, data: bytes.slice().buffer as ArrayBuffer }))
const again = async (core: CoreApi, { id }: ModelSummary) => {
  const { fileName, data } = await core.exportZip(id)
  return { files: unzipFolder(data), zip: [{ name: fileName, data: data.slice().buffer as ArrayBuffer }] }
}
const lossOf = async (core: CoreApi, id: string) => (await core.probe({ id }, 'Call me Ishma', ['losses'])).loss!
/** The loss of these weights, from a model that is in floats. */
async function expectedLoss(core: CoreApi, floats: typeof weights): Promise<number> {
  const { id } = await core.importModel(upload('floats', writeModelFolder({ config, tokenizer, weights: floats })))
  return lossOf(core, id)
}
const newCore = (blobs = memoryBlobs()) => createCore(testEnvironment({ blobs }))

const classifier: ClassifierModel = {
  config: grownConfig(config),
  tokenizer: new TaskTokenizer(tokenizer),
  form: 'classification',
  keep: 'end',
  labels: ['sad', 'so-so', 'glad'],
  weights: grownWeights(config, weights, 3, 7),
}

describe('a quantized folder', () => {
  it.each([8, 4] as const)('of %d bits opens as the values that it stands for, and leaves as it came', async (bits) => {
    const core = newCore()
    const packed = quantize(config, weights, bits)
    const files = writeQuantizedFolder({ config, tokenizer, weights: packed, run })
    const summary = await core.importModel(upload('packed', files))
    expect(summary).toMatchObject({ kind: 'quantized', bits, name: 'packed', step: 40, textTitle: 'Moby-Dick', resumable: false })
    expect(await lossOf(core, summary.id)).toBe(await expectedLoss(core, unpacked(config, packed)))
    expect((await core.attention({ id: summary.id }, 'Call')).tokens).toHaveLength(4)
    const sampled = await core.sample({ id: summary.id }, 'Call', 3, { temperature: 1, topK: 0, topP: 1, seed: 1 }, () => {})
    expect([...sampled.text]).toHaveLength(3)
    expect((await again(core, summary)).files).toEqual(files)
    expect(await core.duplicate(summary.id)).toMatchObject({ kind: 'quantized', bits })
  })
})

describe('a tuned model', () => {
  it('answers with labels and with tokens, and leaves as it came', async () => {
    const core = newCore()
    const files = writeClassifierFolder(classifier)
    const summary = await core.importModel(upload('tuned', files))
    expect(summary).toMatchObject({ kind: 'classifier', name: 'tuned', config, resumable: false })
    expect(summary.kind === 'classifier' && summary.task.labels).toEqual(['sad', 'so-so', 'glad'])
    expect(await lossOf(core, summary.id)).toBe(await expectedLoss(core, weights))
    const { labels, shares, scores, answer, unknown } = await core.classify(summary.id, ['Call me!'])
    expect(labels).toEqual(['sad', 'so-so', 'glad'])
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 6)
    expect(scores[answer]).toBe(Math.max(...scores))
    expect(unknown).toEqual(['!'])
    const { files: exported, zip } = await again(core, summary)
    expect(exported).toEqual(files)
    expect(await core.importModel(zip)).toMatchObject({ kind: 'classifier' })
  })

  it('is asked with as many texts as its task has, or says how many', async () => {
    const core = newCore()
    const pair = { ...classifier, form: 'entailment' as const }
    const { id } = await core.importModel(upload('pairs', writeClassifierFolder(pair)))
    await expect(core.classify(id, ['Call'])).rejects.toMatchObject({ message: 'There are 1 texts, but entailment takes 2.' })
    expect((await core.classify(id, ['Call', 'me'])).shares).toHaveLength(3)
  })

  it('is what can be asked for labels: a language model says that it has none', async () => {
    const core = newCore()
    const { id } = await core.importModel(upload('plain', writeModelFolder({ config, tokenizer, weights })))
    await expect(core.classify(id, ['Call'])).rejects.toMatchObject({ code: 'bad-argument', message: expect.stringContaining('not tuned') })
  })
})

describe('adapters', () => {
  const lora: LoraSettings = { rank: 2, alpha: 4, targets: ['attn.c_attn', 'mlp.c_fc'] }
  const layout = loraLayout(config, lora)
  const all = unflatten(
    layout,
    initialWeights(layout, 3).map((value, i) => value + 0.1 * Math.cos(i)),
  )
  const adapters = new Map(adapterParameters(config, lora).map(({ name }) => [name, all.get(name)!]))
  const files = writeAdapterFolder(adapters, lora, config)

  it('are read into the model that they belong to, and leave as they came', async () => {
    const core = newCore()
    const plain = await core.importModel(upload('base', writeModelFolder({ config, tokenizer, weights, run })))
    const summary = await core.importModel(upload('mine', files), plain.id)
    expect(summary).toMatchObject({
      kind: 'adapter',
      adapters: { rank: 2, alpha: 4, trainable: 2 * (8 + 24 + 8 + 32) },
      lineage: { by: 'lora', from: { id: plain.id, name: 'base', step: 40 } },
    })
    expect(await lossOf(core, summary.id)).toBe(await expectedLoss(core, mergeAdapters(config, weights, adapters, lora)))
    expect((await again(core, summary)).files).toEqual(files)
  })

  it('say in one sentence that there is no model for them, that it is another, or that it is gone', async () => {
    const core = newCore()
    await expect(core.importModel(upload('mine', files))).rejects.toMatchObject({ message: expect.stringContaining('no model is open') })
    const wider = tinyModel({ nLayer: 1, nEmbd: 16 })
    const { id } = await core.importModel(upload('wide', writeModelFolder(wider)))
    await expect(core.importModel(upload('mine', files), id)).rejects.toMatchObject({ code: 'bad-checkpoint' })
    const own = await core.importModel(upload('base', writeModelFolder({ config, tokenizer, weights })))
    const mine = await core.importModel(upload('mine', files), own.id)
    await core.remove(own.id)
    await expect(lossOf(core, mine.id)).rejects.toMatchObject({
      code: 'not-found',
      message: '"mine" are adapters, and the model that they sit on, "base", is no longer here.',
    })
    // They are not lost: the files can still be had.
    expect((await again(core, mine)).files).toEqual(files)
  })
})

it('a model that was saved before there were kinds is a language model', async () => {
  const blobs = memoryBlobs()
  const first = newCore(blobs)
  const { id } = await first.importModel(upload('old', writeModelFolder({ config, tokenizer, weights, run })))
  const folders = new Folders<Partial<ModelSummary>>(blobs, 'models')
  const { files, description } = await folders.open(id)
  const { kind, ...old } = description
  expect(kind).toBe('language')
  await folders.commit(id, files, old)
  const second = newCore(blobs)
  expect(await second.models()).toMatchObject([{ id, kind: 'language', name: 'old', step: 40 }])
  expect(await second.describe({ id })).toMatchObject({ kind: 'language' })
})
