import { describe, expect, it } from 'vitest'
import { record, tinyModel } from '../../../tests/support/tinyModel.ts'
import { modelLayout } from '../model/plans.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { toTokenizerJson } from '../tokenizer/files.ts'
import { type ModelFolder, readModelFolder, writeModelFolder } from './hfFolder.ts'
import { readSafetensors, type TensorData, writeSafetensors } from './safetensors.ts'
import { flatten, unflatten } from './tensors.ts'

const model = tinyModel()
const folder = writeModelFolder(model)
const text = (name: string, files = folder) => new TextDecoder().decode(files.get(name))

/** The folder with one file changed. */
function withFile(name: string, content: string | Uint8Array<ArrayBuffer> | null): ModelFolder {
  const files: ModelFolder = new Map(folder)
  if (content === null) files.delete(name)
  else files.set(name, typeof content === 'string' ? new TextEncoder().encode(content) : content)
  return files
}
const withJson = (name: string, change: object) => withFile(name, JSON.stringify({ ...JSON.parse(text(name)), ...change }))
function withTensors(change: (tensors: Map<string, TensorData>) => void, name = 'model.safetensors') {
  const { tensors, metadata } = readSafetensors(folder.get(name)!)
  change(tensors)
  return withFile(name, writeSafetensors(tensors, metadata))
}
const plain = (tensors: ReadonlyMap<string, TensorData>) =>
  Object.fromEntries([...tensors].map(([name, { shape, data }]) => [name, { shape: [...shape], data: [...data] }]))

describe('writeModelFolder', () => {
  it('writes the files and names of the openai-gpt layout', () => {
    expect([...folder.keys()].sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'run.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'training_state.safetensors',
    ])
    const { tensors, metadata } = readSafetensors(folder.get('model.safetensors')!)
    expect(metadata).toEqual({ format: 'pt' })
    expect(tensors.size).toBe(2 + 12 * model.config.nLayer)
    expect(tensors.get('transformer.h.1.mlp.c_proj.weight')?.shape).toEqual([32, 8])
    expect(JSON.parse(text('config.json'))).toMatchObject({
      model_type: 'openai-gpt',
      vocab_size: model.tokenizer.size,
      n_positions: 6,
      afn: 'gelu',
    })
  })

  it('leaves out the training state of a model that has none', () => {
    const { config, tokenizer, weights } = model
    expect([...writeModelFolder({ config, tokenizer, weights }).keys()]).not.toContain('run.json')
    expect([...writeModelFolder({ config, tokenizer, weights, run: record }).keys()]).not.toContain('training_state.safetensors')
  })

  it('gives equal bytes for equal models, in whatever order their tensors come', () => {
    const reversed = new Map([...model.weights].reverse())
    expect(writeModelFolder({ ...tinyModel(), weights: reversed })).toEqual(folder)
  })

  it('refuses to write what it could not read', () => {
    const weights = new Map(model.weights)
    weights.set('h.0.ln_1.bias', { shape: [8], data: new Float32Array(8).fill(Number.NaN) })
    expect(() => writeModelFolder({ ...model, weights })).toThrowError(
      expect.objectContaining({ code: 'not-a-number', message: expect.stringContaining('h.0.ln_1.bias') }),
    )
    weights.delete('h.0.ln_1.bias')
    expect(() => writeModelFolder({ ...model, weights })).toThrowError(expect.objectContaining({ code: 'bad-checkpoint' }))
    const run = { ...record, bigramLoss: Number.NaN }
    expect(() => writeModelFolder({ ...model, run })).toThrowError(
      expect.objectContaining({ message: expect.stringContaining('bigramLoss') }),
    )
  })
})

describe('readModelFolder', () => {
  it('reads back every bit', () => {
    const read = readModelFolder(folder)
    expect(read.config).toEqual(model.config)
    expect(read.tokenizer.vocabulary).toEqual(model.tokenizer.vocabulary)
    expect(plain(read.weights)).toEqual(plain(model.weights))
    expect(plain(read.trainingState!.m)).toEqual(plain(model.trainingState.m))
    expect(plain(read.trainingState!.v)).toEqual(plain(model.trainingState.v))
    expect(read.run).toEqual(record)
    expect(writeModelFolder(read)).toEqual(folder)
  })

  it('reads keys without "transformer.", old buffers, and a tied head', () => {
    const read = readModelFolder(
      withTensors((tensors) => {
        for (const [name, tensor] of [...tensors]) {
          tensors.delete(name)
          tensors.set(name.replace('transformer.', ''), tensor)
        }
        tensors.set('h.0.attn.bias', { shape: [1, 1, 6, 6], data: new Float32Array(36) })
        tensors.set('lm_head.weight', tensors.get('tokens_embed.weight')!)
      }),
    )
    expect(plain(read.weights)).toEqual(plain(model.weights))
  })

  it('reads a model without training state, and one with its record only', () => {
    expect(readModelFolder(withFile('run.json', null)).trainingState).toBeUndefined()
    expect(readModelFolder(withFile('training_state.safetensors', null))).toMatchObject({ run: record, trainingState: undefined })
  })

  const zeros = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) })
  it.each<[string, () => ModelFolder, RegExp]>([
    ['a missing file', () => withFile('tokenizer.json', null), /has no tokenizer\.json; it has config\.json/],
    ['an empty folder', () => new Map(), /has no config\.json; it has nothing/],
    [
      'another model',
      () => withJson('config.json', { model_type: 'llama' }),
      /of the type "llama": it predicts the next token like GPT-1, but/,
    ],
    ['a model of a later kind', () => withJson('config.json', { model_type: 'gpt2' }), /no tensor "transformer\.ln_f\.weight"/],
    [
      'a variant that nobody knows',
      () => withJson('config.json', { model_type: 'pathway-gpt', variant: { norm: 'sandwich' } }),
      /variant\.norm: must be one of post, pre/,
    ],
    ['a cut that nobody knows', () => withJson('config.json', { model_type: 'pathway-gpt', surgery: { brain: true } }), /surgery/],
    ['another activation', () => withJson('config.json', { afn: 'silu' }), /afn: must be one of gelu, relu/],
    ['sizes that do not divide', () => withJson('config.json', { n_head: 3 }), /nEmbd 8 is not divisible by nHead 3/],
    ['sizes out of range', () => withJson('config.json', { n_layer: 1e9 }), /1000000000/],
    ['sizes that are no numbers', () => withJson('config.json', { n_layer: '2' }), /n_layer: must be a number/],
    [
      'sizes that fit no memory',
      () => withJson('config.json', { n_embd: 4096, n_head: 8, n_layer: 48 }),
      /MiB of weights, but at most 2048 MiB/,
    ],
    [
      'sizes that the file cannot hold',
      () => withJson('config.json', { n_embd: 512, n_head: 8, n_layer: 12 }),
      /parameters, but model\.safetensors has only/,
    ],
    ['different dropouts', () => withJson('config.json', { attn_pdrop: 0.3 }), /0\.1, 0\.1 and 0\.3/],
    [
      'a tokenizer of another model',
      () => withFile('tokenizer.json', toTokenizerJson(CharacterTokenizer.fromText('another'), 6)['tokenizer.json']),
      /tokenizer has 8 tokens, but the model's vocabulary is 14/,
    ],
    ['a missing tensor', () => withTensors((t) => t.delete('transformer.h.1.ln_2.bias')), /no tensor "transformer\.h\.1\.ln_2\.bias"/],
    [
      'an unknown tensor',
      () => withTensors((t) => t.set('transformer.ln_f.weight', zeros(8))),
      /1 tensors that config\.json knows nothing of: "transformer\.ln_f\.weight"/,
    ],
    ['a layer too many', () => withTensors((t) => t.set('h.2.ln_1.bias', zeros(8))), /"h\.2\.ln_1\.bias"/],
    [
      'another shape',
      () => withTensors((t) => t.set('transformer.h.0.attn.c_attn.weight', zeros(24, 8))),
      /shape \[24,8\], but config\.json makes it \[8,24\]/,
    ],
    [
      'a name with and without the prefix',
      () => withTensors((t) => t.set('h.0.ln_1.bias', zeros(8))),
      /one tensor twice, as "transformer\.h\.0\.ln_1\.bias" and as "h\.0\.ln_1\.bias"/,
    ],
    ['an output matrix of its own', () => withTensors((t) => t.set('lm_head.weight', zeros(model.tokenizer.size, 8))), /lm_head/],
    ['a record of another step', () => withJson('run.json', { step: 41 }), /of step 40, but run\.json of step 41/],
    ['a record of another version', () => withJson('run.json', { version: 2 }), /version/],
    [
      'a missing moment',
      () => withTensors((t) => t.delete('v/h.0.ln_1.bias'), 'training_state.safetensors'),
      /under "v\/", has no tensor "h\.0\.ln_1\.bias"/,
    ],
    ['a stray tensor beside the moments', () => withTensors((t) => t.set('x', zeros(1)), 'training_state.safetensors'), /neither under/],
    [
      'a negative mean of squares',
      () => withTensors((t) => t.set('v/h.0.ln_1.bias', { shape: [8], data: new Float32Array(8).fill(-1) }), 'training_state.safetensors'),
      /never negative/,
    ],
    ['text that is not UTF-8', () => withFile('run.json', Uint8Array.of(0xff)), /run\.json is not UTF-8/],
  ])('refuses %s', (_, make, message) => {
    const files = make()
    expect(() => readModelFolder(files)).toThrowError(
      expect.objectContaining({ name: 'CourseError', message: expect.stringMatching(message), hint: expect.stringMatching(/\w/) }),
    )
  })
})

describe('flatten', () => {
  it('puts tensors where the layout has them, and unflatten takes them out', () => {
    const layout = modelLayout(model.config)
    const flat = flatten(layout, model.weights)
    expect(flat).toHaveLength(layout.size)
    expect(plain(unflatten(layout, flat))).toEqual(plain(model.weights))
  })
})
