/** Models of every family, variant and cut on their way through a folder; only what transformers can load says that it can. */
import { describe, expect, it } from 'vitest'
import { allModels } from '../../../tests/support/variants.ts'
import { type ModelConfig, type Variant, variantOf } from '../config.ts'
import { modelLayout } from '../model/plans.ts'
import { normal, streamKey } from '../random.ts'
import { CharacterTokenizer } from '../tokenizer/characters.ts'
import { type ModelFolder, readModelFolder, writeModelFolder } from './hfFolder.ts'
import { readSafetensors } from './safetensors.ts'
import { flatten, unflatten } from './tensors.ts'

const tokenizer = CharacterTokenizer.fromText('abcdefghij')

function folderOf(config: ModelConfig) {
  const layout = modelLayout(config)
  const flat = flatten(
    layout,
    unflatten(
      layout,
      Float32Array.from({ length: layout.size }, (_, i) => normal(streamKey(8, 0, 0), i)),
    ),
  )
  return { layout, flat, folder: writeModelFolder({ config, tokenizer, weights: unflatten(layout, flat) }) }
}
const json = (folder: ModelFolder) => JSON.parse(new TextDecoder().decode(folder.get('config.json')))
const namesIn = (folder: ModelFolder) => [...readSafetensors(folder.get('model.safetensors')!).tensors.keys()]

describe('a folder of', () => {
  it.each(allModels.map(({ name, config }) => [name, config] as const))('%s gives back the model, bit for bit', (_, config) => {
    const { layout, flat, folder } = folderOf(config)
    const read = readModelFolder(folder)
    expect(flatten(layout, read.weights)).toEqual(flat)
    expect(read.config.family ?? 'gpt').toBe(config.family ?? 'gpt')
    expect(variantOf(read.config)).toEqual(variantOf(config))
    expect(read.config.surgery).toEqual(config.surgery)
    expect(writeModelFolder(read)).toEqual(folder)
  })
})

describe('the kind of model that a folder says it is', () => {
  const find = (name: string) => folderOf(allModels.find((model) => model.name === name)!.config).folder

  it('is GPT-1 for GPT-1, with names of its own', () => {
    expect(json(find('GPT-1'))).toMatchObject({ model_type: 'openai-gpt', architectures: ['OpenAIGPTLMHeadModel'] })
  })

  it('is GPT-2 for norms that come first, with its names', () => {
    const folder = find('pre-norm, as GPT-2')
    expect(json(folder)).toMatchObject({
      model_type: 'gpt2',
      architectures: ['GPT2LMHeadModel'],
      n_inner: null,
      activation_function: 'gelu_new',
    })
    const names = namesIn(folder)
    expect(names).toEqual(
      expect.arrayContaining(['transformer.wte.weight', 'transformer.wpe.weight', 'transformer.h.1.ln_1.bias', 'transformer.ln_f.weight']),
    )
    expect(names).toHaveLength(28)
  })

  it('is our own for all others, which name no class of transformers', () => {
    for (const { name, config } of allModels.filter(
      ({ name }) => !['GPT-1', 'untied', 'ReLU', 'another ε'].includes(name) && !name.startsWith('pre-norm'),
    )) {
      const file = json(folderOf(config).folder)
      expect(file, name).toMatchObject({ model_type: 'pathway-gpt' })
      expect(file, name).not.toHaveProperty('architectures')
    }
  })

  it.each<[string, Partial<Variant>, object]>([
    ['GPT-1 with ReLU', { activation: 'relu' }, { model_type: 'openai-gpt', afn: 'relu', layer_norm_epsilon: 1e-5 }],
    ['GPT-1 with another ε', { normEps: 1e-6 }, { model_type: 'openai-gpt', afn: 'gelu', layer_norm_epsilon: 1e-6 }],
    [
      'GPT-2 with GELU by erf, another ε and an output matrix of its own',
      { norm: 'pre', activation: 'gelu-erf', normEps: 1e-12, tied: false },
      { model_type: 'gpt2', activation_function: 'gelu', layer_norm_epsilon: 1e-12, tie_word_embeddings: false },
    ],
    // GPT-1's class has GELU by tanh alone.
    ['our own for GPT-1 with GELU by erf', { activation: 'gelu-erf' }, { model_type: 'pathway-gpt', layer_norm_epsilon: 1e-5 }],
  ])('is %s', (_, variant, says) => {
    const { folder } = folderOf({ ...allModels[0]!.config, variant })
    expect(json(folder)).toMatchObject(says)
    expect(readModelFolder(folder).config.variant).toEqual(variant)
  })

  it.each([
    ['gelu_new', undefined],
    ['gelu_pytorch_tanh', undefined],
    ['gelu_fast', undefined],
    ['gelu', 'gelu-erf'],
    ['relu', 'relu'],
  ])('GPT-2 with activation_function %s is read for what it is', (name, activation) => {
    const { folder } = folderOf({ ...allModels[0]!.config, variant: { norm: 'pre' } })
    folder.set('config.json', new TextEncoder().encode(JSON.stringify({ ...json(folder), activation_function: name })))
    expect(readModelFolder(folder).config.variant).toEqual({ norm: 'pre', ...(activation && { activation }) })
  })

  it('is GPT-1 with an output matrix of its own', () => {
    expect(json(find('untied'))).toMatchObject({
      model_type: 'openai-gpt',
      architectures: ['OpenAIGPTLMHeadModel'],
      tie_word_embeddings: false,
    })
    expect(namesIn(find('untied'))).toContain('lm_head.weight')
  })
})
