/** Folders as they lie on the Hugging Face hub are read to the bit; what cannot be loaded is refused before its weights are read. */
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { hubFolder, type HubOptions, storedFile } from '../../../tests/support/hubFolder.ts'
import { type Model, type ModelFolder, readModelFolder, writeModelFolder } from './hfFolder.ts'
import { examineModelSources, readModelSources } from './readFolder.ts'
import { readSafetensors } from './safetensors.ts'
import { inMemory, type Source, type SourceFolder } from './source.ts'
import { openZip } from './zip.ts'

const sources = (files: ReadonlyMap<string, Uint8Array>): SourceFolder =>
  new Map([...files].map(([name, bytes]) => [name, inMemory(bytes)]))
const numbers = ({ weights }: Model) =>
  Object.fromEntries([...weights].map(([name, { shape, data }]) => [name, { shape: [...shape], data: [...data] }]))
const change = (files: ModelFolder, name: string, edit: (json: ReturnType<typeof JSON.parse>) => void): ModelFolder => {
  const json = JSON.parse(new TextDecoder().decode(files.get(name)))
  edit(json)
  return new Map(files).set(name, new TextEncoder().encode(JSON.stringify(json)))
}
const without = (files: ModelFolder, ...names: string[]): ModelFolder => new Map([...files].filter(([name]) => !names.includes(name)))

/** Sources that count what is read of the weights. */
function watched(files: ReadonlyMap<string, Uint8Array>): { folder: SourceFolder; read: () => number } {
  let bytes = 0
  const watch = (source: Source): Source => ({
    size: source.size,
    read(from, to) {
      bytes += to - from
      return source.read(from, to)
    },
  })
  return {
    folder: new Map([...sources(files)].map(([name, source]) => [name, name.endsWith('.safetensors') ? watch(source) : source])),
    read: () => bytes,
  }
}

const kinds: [string, HubOptions][] = [
  ['GPT-1 as released', {}],
  ['GPT-1 with a tied head and a prefix', { head: 'tied', prefix: true, masks: null }],
  ['GPT-1 in f16, in three parts', { dtype: 'F16', shards: 3, head: 'tied' }],
  ['GPT-1 with a head of its own', { head: 'own' }],
  ['GPT-2 as released', { type: 'gpt2', masks: 'F32' }],
  ['GPT-2 with masks as bytes', { type: 'gpt2', prefix: true, masks: 'U8' }],
  ['GPT-2 in bf16 with masks as booleans', { type: 'gpt2', dtype: 'BF16', masks: 'BOOL', head: 'tied' }],
  ['GPT-2 with a head of its own, in two parts', { type: 'gpt2', shards: 2, head: 'own' }],
]

describe.each(kinds)('%s', (_, options) => {
  const { files, model } = hubFolder(options)

  it('is read to the bit, from memory, from anywhere, and out of a zip', async () => {
    const zipped = [
      zipSync({ m: Object.fromEntries([...files].map(([name, data]) => [name, [data, { level: 0 }]])) }),
      zipSync(Object.fromEntries(files)),
    ]
    const read = [
      readModelFolder(files),
      await readModelSources(sources(files)),
      ...(await Promise.all(zipped.map(async (zip) => readModelSources(await openZip(inMemory(zip)))))),
    ]
    for (const one of read) {
      expect(one.config).toEqual(model.config)
      expect(one.tokenizer.vocabulary).toEqual(model.tokenizer.vocabulary)
      expect(one.tokenizer.encode('the whale <|endoftext|> <unk>')).toEqual(model.tokenizer.encode('the whale <|endoftext|> <unk>'))
      expect(numbers(one)).toEqual(numbers(model))
    }
  })

  it('reads the same without tokenizer.json, and comes back through our own folder', () => {
    const read = readModelFolder(without(files, 'tokenizer.json'))
    const again = readModelFolder(writeModelFolder(read))
    expect(numbers(again)).toEqual(numbers(model))
    expect(again.config).toEqual(model.config)
    expect(again.tokenizer.vocabulary).toEqual(model.tokenizer.vocabulary)
  })

  it('is known from its headers alone', async () => {
    const { folder, read } = watched(files)
    const known = await examineModelSources(folder)
    const weights = [...files].filter(([name]) => name.endsWith('.safetensors')).reduce((sum, [, { length }]) => sum + length, 0)
    expect(known.config).toEqual(model.config)
    expect(known.dtypes).toEqual([options.dtype ?? 'F32'])
    expect(known.files).not.toContain('pytorch_model.bin')
    expect(known.files).toContain('tokenizer.json')
    expect(read()).toBeLessThan(weights / 2)
  })
})

it.each(['openai-gpt', 'gpt2'] as const)(
  '%s saved again by transformers 5, whose empty template adds no tokens, is read; one that adds some is not',
  (type) => {
    const { files, model } = hubFolder({ type })
    const saved = (single: object[]) =>
      change(files, 'tokenizer.json', (j) => {
        j.post_processor = { type: 'TemplateProcessing', single, pair: [], special_tokens: {} }
      })
    const text = { Sequence: { id: 'A', type_id: 0 } }
    expect(readModelFolder(saved([text])).tokenizer.vocabulary).toEqual(model.tokenizer.vocabulary)
    expect(() => readModelFolder(saved([{ SpecialToken: { id: '<s>', type_id: 0 } }, text]))).toThrowError(/a template that adds no tokens/)
  },
)

describe('a config of long ago', () => {
  const { files, model } = hubFolder()
  const { files: second, model: secondModel } = hubFolder({ type: 'gpt2' })
  it.each<[string, ModelFolder, Model]>([
    ['names its class and not its type', change(files, 'config.json', (j) => delete j.model_type), model],
    ['is a GPT-2 that names its class only', change(second, 'config.json', (j) => delete j.model_type), secondModel],
    ['has n_ctx and no n_positions', change(second, 'config.json', (j) => delete j.n_positions), secondModel],
    [
      'says nothing of dropout',
      change(files, 'config.json', (j) => {
        for (const key of ['attn_pdrop', 'embd_pdrop', 'resid_pdrop', 'layer_norm_epsilon', 'afn']) delete j[key]
      }),
      model,
    ],
    [
      'is of a model without a head',
      change(second, 'config.json', (j) => {
        j.architectures = ['GPT2Model']
      }),
      secondModel,
    ],
  ])('%s', (_, folder, expected) => {
    const read = readModelFolder(folder)
    expect(read.config).toEqual(expected.config)
    expect(numbers(read)).toEqual(numbers(expected))
  })

  it('without sizes has those of the class', () => {
    const bare = change(second, 'config.json', (j) => {
      for (const key of ['n_layer', 'n_ctx', 'n_positions', 'n_embd', 'n_head', 'vocab_size']) delete j[key]
    })
    expect(() => readModelFolder(bare)).toThrowError(/asks for 124439808 parameters/)
  })
})

describe('refused before the weights are read', () => {
  const { files } = hubFolder({ head: 'tied' })
  const own = hubFolder({ head: 'own' }).files
  const parts = hubFolder({ shards: 2 }).files
  const retyped = (dtype: string) => {
    const { tensors } = readSafetensors(files.get('model.safetensors')!)
    const stored = [...tensors].map(([name, { shape, data }]) =>
      name === 'h.1.ln_1.bias'
        ? { name, dtype, shape, bytes: new Uint8Array(data.length) }
        : { name, dtype: 'F32', shape, bytes: new Uint8Array(data.buffer) },
    )
    return new Map(files).set('model.safetensors', storedFile(stored))
  }
  it.each<[string, ModelFolder, RegExp]>([
    ['weights in a pickle only', without(files, 'model.safetensors'), /in pytorch_model\.bin only: a Python pickle/],
    ['no weights at all', without(files, 'model.safetensors', 'pytorch_model.bin'), /has no model\.safetensors/],
    ['no tokenizer', without(files, 'tokenizer.json', 'vocab.json'), /has no tokenizer\.json/],
    ['a missing part', without(parts, 'model-00002-of-00002.safetensors'), /has no model-00002-of-00002\.safetensors/],
    [
      'a list that promises too much',
      change(parts, 'model.safetensors.index.json', (j) => {
        j.weight_map['h.9.x'] = 'model-00001-of-00002.safetensors'
      }),
      /says that "h\.9\.x" is in/,
    ],
    [
      'a list that leaves a tensor out',
      change(parts, 'model.safetensors.index.json', (j) => delete j.weight_map['tokens_embed.weight']),
      /no tensor "tokens_embed\.weight"/,
    ],
    [
      'a list of files elsewhere',
      change(parts, 'model.safetensors.index.json', (j) => {
        j.weight_map['h.0.x'] = '../secret.safetensors'
      }),
      /names the file "\.\.\/secret/,
    ],
    [
      'a classifier',
      change(files, 'config.json', (j) => {
        j.architectures = ['OpenAIGPTForSequenceClassification']
      }),
      /OpenAIGPTForSequenceClassification, which answers with labels/,
    ],
    [
      'a head of its own that config.json does not have',
      change(own, 'config.json', (j) => {
        j.tie_word_embeddings = true
        j.vocab_size++
      }),
      /shape/,
    ],
    [
      'a head that config.json promises',
      change(hubFolder().files, 'config.json', (j) => {
        j.tie_word_embeddings = false
      }),
      /no tensor "lm_head\.weight"/,
    ],
    ['weights as whole numbers', retyped('U8'), /"h\.1\.ln_1\.bias" as U8, but weights are F32, F16, BF16 or F64/],
    ['weights in eight bits', retyped('F8_E4M3'), /F8_E4M3/],
    [
      'an epsilon that is none',
      change(files, 'config.json', (j) => {
        j.layer_norm_epsilon = 0
      }),
      /normEps\) is 0/,
    ],
    [
      'an activation that no kernel computes',
      change(hubFolder({ type: 'gpt2' }).files, 'config.json', (j) => {
        j.activation_function = 'silu'
      }),
      /activation_function/,
    ],
    [
      'another model',
      change(files, 'config.json', (j) => {
        j.model_type = 'llama'
      }),
      /of the type "llama": it predicts the next token like GPT-1, but is built of other parts: rotary positions/,
    ],
    [
      'a model that fits nowhere',
      change(files, 'config.json', (j) => {
        Object.assign(j, { n_embd: 4096, n_layer: 48 })
      }),
      /at most 2048 MiB/,
    ],
  ])('%s', async (_, folder, message) => {
    const { folder: counted, read } = watched(folder)
    const refusal = await examineModelSources(counted).catch((error) => error)
    expect(refusal).toMatchObject({ name: 'CourseError', message: expect.stringMatching(message), hint: expect.stringMatching(/\w/) })
    expect(read()).toBeLessThan(6000)
    expect(() => readModelFolder(folder)).toThrowError(message)
  })

  it('but a head that differs from the embedding shows only in the numbers', () => {
    const tied = change(own, 'config.json', (j) => {
      j.tie_word_embeddings = true
    })
    expect(() => readModelFolder(tied)).toThrowError(/"lm_head\.weight" that differs from the token embedding/)
  })
})
