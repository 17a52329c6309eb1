/** Models of every family, variant and cut on their way through a folder; only what transformers can load says that it can. */
import { describe, expect, it } from 'vitest'
import { allModels } from '../../../tests/support/variants.ts'
import { type ModelConfig, variantOf } from '../config.ts'
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
    for (const { name, config } of allModels.filter(({ name }) => !['GPT-1', 'untied'].includes(name) && !name.startsWith('pre-norm'))) {
      const file = json(folderOf(config).folder)
      expect(file, name).toMatchObject({ model_type: 'pathway-gpt' })
      expect(file, name).not.toHaveProperty('architectures')
    }
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
