import { describe, expect, it } from 'vitest'
import { tinyModel } from '../../../tests/support/tinyModel.ts'
import { readModelFolder } from '../checkpoint/hfFolder.ts'
import { readSafetensors } from '../checkpoint/safetensors.ts'
import { BpeTokenizer } from '../tokenizer/bpe/bpe.ts'
import { BYTE_ALPHABET } from '../tokenizer/bpe/bytes.ts'
import { type ClassifierModel, readClassifierFolder, writeClassifierFolder } from './classifierFolder.ts'
import { grownConfig, grownWeights, SCORE, taskLayout } from './grow.ts'
import { TaskTokenizer } from './tokens.ts'

const pretrained = tinyModel()
const labels = ['sad', 'so-so', 'glad']
const model: ClassifierModel = {
  config: grownConfig(pretrained.config),
  tokenizer: new TaskTokenizer(pretrained.tokenizer),
  form: 'classification',
  keep: 'end',
  labels,
  weights: grownWeights(pretrained.config, pretrained.weights, labels.length, 7),
}
const json = (folder: ReadonlyMap<string, Uint8Array>, name: string) => JSON.parse(new TextDecoder().decode(folder.get(name)))
const edited = (name: string, edit: (file: Record<string, never>) => object) => {
  const folder = writeClassifierFolder(model)
  return folder.set(name, new TextEncoder().encode(JSON.stringify(edit(json(folder, name)))))
}

describe('a pre-trained model grows', () => {
  const layout = taskLayout(model.config, labels.length)
  const tensor = (weights: Float32Array, name: string) => {
    const { offset, shape } = layout.parameters.find((parameter) => parameter.name === name)!
    return weights.subarray(offset, offset + shape.reduce((a, b) => a * b))
  }

  it('by three rows of random numbers and a head, and keeps what it knows', () => {
    const { nVocab, nEmbd } = pretrained.config
    const table = tensor(model.weights, 'tokens_embed.weight')
    expect(table.subarray(0, nVocab * nEmbd)).toEqual(pretrained.weights.get('tokens_embed.weight')!.data)
    expect(tensor(model.weights, 'h.1.mlp.c_fc.bias')).toEqual(pretrained.weights.get('h.1.mlp.c_fc.bias')!.data)
    for (const fresh of [table.subarray(nVocab * nEmbd), tensor(model.weights, SCORE)]) {
      expect(fresh).toHaveLength(3 * nEmbd)
      const deviation = Math.sqrt(fresh.reduce((sum, x) => sum + x * x, 0) / fresh.length)
      expect(deviation).toBeGreaterThan(0.01)
      expect(deviation).toBeLessThan(0.03)
    }
  })

  it('alike for the same seed, otherwise for another', () => {
    expect(grownWeights(pretrained.config, pretrained.weights, 3, 7)).toEqual(model.weights)
    expect(tensor(grownWeights(pretrained.config, pretrained.weights, 3, 8), SCORE)).not.toEqual(tensor(model.weights, SCORE))
  })

  it('with the embeddings and the first blocks alone, where so many are asked for', () => {
    const { config, weights } = pretrained
    const grown = (transferred: number) => grownWeights(config, weights, 3, 7, transferred)
    const kept = (flat: Float32Array, name: string) =>
      String(tensor(flat, name).subarray(0, 5)) === String(weights.get(name)!.data.subarray(0, 5))
    for (const [transferred, block0, block1] of [
      [0, false, false],
      [1, true, false],
      [2, true, true],
    ] as const) {
      const flat = grown(transferred)
      for (const table of ['tokens_embed.weight', 'positions_embed.weight']) expect(kept(flat, table), table).toBe(true)
      expect(kept(flat, 'h.0.attn.c_attn.weight'), `${transferred}: block 0`).toBe(block0)
      expect(kept(flat, 'h.1.mlp.c_fc.weight'), `${transferred}: block 1`).toBe(block1)
    }
    expect(grown(2)).toEqual(model.weights)
    for (const wrong of [-1, 0.5, 3]) expect(() => grown(wrong)).toThrow('but the model has 2')
  })

  it('only if it is a GPT that sees no padding', () => {
    expect(() => grownConfig({ ...pretrained.config, family: 'rnn' })).toThrow('this model is a rnn')
    expect(() => grownConfig({ ...pretrained.config, surgery: { noMask: true } })).toThrow('no causal mask')
  })
})

/** What every class of transformers' modeling_openai.py calls its model's parameters, of two blocks of width 8 with 17 tokens; its masks and places are buffers that no checkpoint holds. */
const TRANSFORMER = Object.fromEntries(
  Object.entries({
    'tokens_embed.weight': [17, 8],
    'positions_embed.weight': [pretrained.config.nCtx, 8],
    ...Object.fromEntries(
      [0, 1].flatMap((i) =>
        Object.entries({
          'attn.c_attn.weight': [8, 24],
          'attn.c_attn.bias': [24],
          'attn.c_proj.weight': [8, 8],
          'attn.c_proj.bias': [8],
          'ln_1.weight': [8],
          'ln_1.bias': [8],
          'mlp.c_fc.weight': [8, 32],
          'mlp.c_fc.bias': [32],
          'mlp.c_proj.weight': [32, 8],
          'mlp.c_proj.bias': [8],
          'ln_2.weight': [8],
          'ln_2.bias': [8],
        }).map(([name, shape]) => [`h.${i}.${name}`, shape]),
      ),
    ),
  }).map(([name, shape]) => [`transformer.${name}`, shape]),
)
const stateDict = (folder: ReadonlyMap<string, Uint8Array>) =>
  Object.fromEntries([...readSafetensors(folder.get('model.safetensors')!).tensors].map(([name, { shape }]) => [name, shape]))

describe('the folder of a classifier', () => {
  const folder = writeClassifierFolder(model)

  it('names the class, the labels and the padding that Python needs', () => {
    expect(json(folder, 'config.json')).toMatchObject({
      architectures: ['OpenAIGPTForSequenceClassification'],
      model_type: 'openai-gpt',
      vocab_size: 17,
      num_labels: 3,
      pad_token_id: 15,
      id2label: { 0: 'sad', 1: 'so-so', 2: 'glad' },
      label2id: { sad: 0, 'so-so': 1, glad: 2 },
    })
    const { tensors } = readSafetensors(folder.get('model.safetensors')!)
    expect(tensors.get(SCORE)!.shape).toEqual([3, 8])
    expect(tensors.get('transformer.tokens_embed.weight')!.shape).toEqual([17, 8])
    expect(tensors.size).toBe(2 + 12 * 2 + 1)
  })

  it("has the state dict of transformers' class, key by key: no tensor is missing, none unexpected", () => {
    expect(stateDict(folder)).toEqual({ ...TRANSFORMER, 'score.weight': [3, 8] })
  })

  it('has a tokenizer whose added tokens stand around one text or two', () => {
    const { added_tokens, post_processor } = json(folder, 'tokenizer.json')
    expect(
      added_tokens.map(({ id, content, special }: { id: number; content: string; special: boolean }) => [id, content, special]),
    ).toEqual([
      [0, '<unk>', true],
      [14, '<|start|>', true],
      [15, '<|delimiter|>', true],
      [16, '<|extract|>', true],
    ])
    const names = (list: object[]) => list.map((part) => Object.values(part)[0].id)
    expect(names(post_processor.single)).toEqual(['<|start|>', 'A', '<|extract|>'])
    expect(names(post_processor.pair)).toEqual(['<|start|>', 'A', '<|delimiter|>', 'B', '<|extract|>'])
  })

  it('comes back as it was, to the byte', () => {
    const back = readClassifierFolder(folder)
    expect(back.config).toEqual(model.config)
    expect(back.labels).toEqual(labels)
    expect(back.form).toBe('classification')
    expect(back.weights).toEqual(model.weights)
    expect(back.tokenizer.vocabulary).toEqual(model.tokenizer.vocabulary)
    expect(writeClassifierFolder(back)).toEqual(folder)
  })

  it('is GPT-2 where the norms come first, and takes byte pairs', () => {
    const other = tinyModel()
    const config = { ...other.config, nVocab: 256, variant: { norm: 'pre' } } as const
    const bytes = new BpeTokenizer('bytes', BYTE_ALPHABET, [])
    const grown = grownConfig(config)
    const weights = new Float32Array(taskLayout(grown, 3).size)
    const written = writeClassifierFolder({ ...model, config: grown, weights, tokenizer: new TaskTokenizer(bytes) })
    expect(json(written, 'config.json').architectures).toEqual(['GPT2ForSequenceClassification'])
    const back = readClassifierFolder(written)
    expect([...back.tokenizer.encode('Zoë')]).toEqual([...bytes.encode('Zoë')])
    expect(back.tokenizer.special.extract).toBe(258)
  })

  it('is no language model', () => {
    expect(() => readModelFolder(folder)).toThrow('answers with labels')
  })

  it('is refused with the reason where something is missing or wrong', () => {
    const without = new Map(folder)
    without.delete('model.safetensors')
    expect(() => readClassifierFolder(without)).toThrow('has no model.safetensors')
    expect(() => readClassifierFolder(edited('config.json', ({ task_form, ...rest }) => rest))).toThrow('task_form')
    expect(() => readClassifierFolder(edited('config.json', (file) => ({ ...file, id2label: { 0: 'a' } })))).toThrow('has 1 labels')
    expect(() => readClassifierFolder(edited('config.json', (file) => ({ ...file, id2label: { 0: 'a', 1: 'b' } })))).toThrow(SCORE)
    expect(() => readClassifierFolder(edited('config.json', (file) => ({ ...file, pad_token_id: 0 })))).toThrow('pads with token 0')
    expect(() => readClassifierFolder(edited('tokenizer.json', (file) => ({ ...file, post_processor: null })))).toThrow('post_processor')
  })

  it('of multiple choice is that of the double-headed class, with one score for an answer', () => {
    const weights = grownWeights(pretrained.config, pretrained.weights, 1, 7)
    const written = writeClassifierFolder({ ...model, form: 'choice', labels: [], weights })
    expect(json(written, 'config.json')).toMatchObject({
      architectures: ['OpenAIGPTDoubleHeadsModel'],
      num_labels: 1,
      summary_type: 'cls_index',
      summary_activation: null,
    })
    const { tensors } = readSafetensors(written.get('model.safetensors')!)
    // `lm_head.weight` is tied to the token table there, as here, and stands in no file.
    expect(stateDict(written)).toEqual({
      ...TRANSFORMER,
      'multiple_choice_head.summary.weight': [1, 8],
      'multiple_choice_head.summary.bias': [1],
    })
    expect(tensors.get('multiple_choice_head.summary.bias')).toMatchObject({ shape: [1], data: new Float32Array(1) })
    const back = readClassifierFolder(written)
    expect([back.form, back.labels, back.keep]).toEqual(['choice', [], 'end'])
    expect(back.weights).toEqual(weights)
  })

  it('of similarity scores one order at a time in Python', () => {
    const written = writeClassifierFolder({ ...model, form: 'similarity' })
    expect(json(written, 'config.json').architectures).toEqual(['OpenAIGPTForSequenceClassification'])
    expect(readClassifierFolder(written).form).toBe('similarity')
  })
})
