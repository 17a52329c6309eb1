/** Model folders as they lie on the Hugging Face hub: old configs, half precision, shards, mask buffers, names with and without a prefix. */
import type { Model, ModelFolder } from '../../src/core/checkpoint/hfFolder.ts'
import { unflatten } from '../../src/core/checkpoint/tensors.ts'
import type { ModelConfig } from '../../src/core/config.ts'
import { initialWeights } from '../../src/core/model/init.ts'
import { modelLayout } from '../../src/core/model/plans.ts'
import { mergesText } from '../../src/core/tokenizer/bpe/vocabAndMerges.ts'
import { BpeTokenizer } from '../../src/core/tokenizer/bpe/bpe.ts'
import { trainBpe } from '../../src/core/tokenizer/bpe/train.ts'

export interface HubOptions {
  type?: 'openai-gpt' | 'gpt2'
  dtype?: 'F32' | 'F16' | 'BF16'
  /** `transformer.` before the names */
  prefix?: boolean
  /** the causal masks that old versions saved, in this format */
  masks?: 'U8' | 'BOOL' | 'F32' | null
  /** lm_head.weight: not there, equal to the embedding, or the model's own (which config.json says) */
  head?: 'none' | 'tied' | 'own'
  shards?: number
  tokenizer?: BpeTokenizer
  sizes?: Partial<Pick<ModelConfig, 'nLayer' | 'nHead' | 'nEmbd' | 'nCtx'>>
}

const TEXT = 'the sea, the whale and the ship; the old man of the sea saw the white whale. '.repeat(8)
const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content)
const json = (value: unknown): Uint8Array<ArrayBuffer> => text(JSON.stringify(value))

export interface Stored {
  name: string
  dtype: string
  shape: readonly number[]
  bytes: Uint8Array
}

/** A safetensors file of any formats; the header is not padded, as the format allows. */
export function storedFile(tensors: readonly Stored[]): Uint8Array<ArrayBuffer> {
  let end = 0
  const entries = tensors.map(({ name, dtype, shape, bytes }) => {
    const from = end
    end += bytes.length
    return [name, { dtype, shape, data_offsets: [from, end] }]
  })
  const header = json({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) })
  const file = new Uint8Array(8 + header.length + end)
  new DataView(file.buffer).setUint32(0, header.length, true)
  file.set(header, 8)
  let at = 8 + header.length
  for (const { bytes } of tensors) {
    file.set(bytes, at)
    at += bytes.length
  }
  return file
}

/** Cuts a float to the 8 or 10 fraction bits of a half and returns both: what is stored, and the number that it is. */
function halve(value: number, dtype: 'F16' | 'BF16'): [bits: number, value: number] {
  const view = new DataView(new ArrayBuffer(4))
  if (dtype === 'BF16') {
    view.setFloat32(0, value)
    view.setUint16(2, 0)
    return [view.getUint16(0), view.getFloat32(0)]
  }
  // Normal numbers only: exponents from −14 to 15.
  const size = Math.abs(value)
  if (size < 2 ** -14) return [0, 0]
  const exponent = Math.floor(Math.log2(size))
  const fraction = Math.floor((size / 2 ** exponent - 1) * 1024)
  return [(value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction, Math.sign(value) * (1 + fraction / 1024) * 2 ** exponent]
}

/** The folder, and the model that must come out of it to the bit. */
export function hubFolder(options: HubOptions = {}): { files: ModelFolder; model: Model } {
  const { type = 'openai-gpt', dtype = 'F32', prefix = false, masks = 'F32', head = 'none', shards = 1 } = options
  const gpt2 = type === 'gpt2'
  const tokenizer = options.tokenizer ?? sampleTokenizer(type)
  const config: ModelConfig = {
    nLayer: 2,
    nHead: 2,
    nEmbd: 8,
    nCtx: 16,
    ...options.sizes,
    nVocab: tokenizer.size,
    dropout: 0.1,
    ...((gpt2 || head === 'own') && { variant: { ...(gpt2 && { norm: 'pre' as const }), ...(head === 'own' && { tied: false }) } }),
  }
  const layout = modelLayout(config)
  const weights = unflatten(
    layout,
    initialWeights(layout, 5).map((value, i) => value + 0.05 * Math.sin(i)),
  )
  const stored: Stored[] = []
  for (const [name, tensor] of weights) {
    const own = gpt2 ? name.replace('tokens_embed', 'wte').replace('positions_embed', 'wpe') : name
    stored.push({
      name: prefix && !own.startsWith('lm_head') ? `transformer.${own}` : own,
      dtype,
      shape: tensor.shape,
      bytes: store(tensor.data, dtype),
    })
  }
  if (head === 'tied') stored.push({ ...stored.find(({ name }) => /(tokens_embed|wte)\.weight$/.test(name))!, name: 'lm_head.weight' })
  if (masks)
    for (let layer = 0; layer < config.nLayer; layer++)
      stored.push(...maskBuffers(`${prefix ? 'transformer.' : ''}h.${layer}.attn.`, config.nCtx, masks))
  stored.sort((a, b) => (a.name < b.name ? -1 : 1))

  const files: ModelFolder = new Map([
    ['README.md', text('# a model card\n')],
    ['config.json', json(configJson(type, config, head))],
    ['vocab.json', json(Object.fromEntries(tokenizer.vocabulary.map((token, id) => [token, id])))],
    ['merges.txt', text(mergesText(tokenizer))],
    ['tokenizer.json', json(tokenizerJson(type, tokenizer))],
    ['rust_model.ot', text('not for us')],
    ['pytorch_model.bin', text('PK a pickle')],
  ])
  if (shards === 1) files.set('model.safetensors', storedFile(stored))
  else {
    const fileOf = (i: number) => `model-0000${(i % shards) + 1}-of-0000${shards}.safetensors`
    for (let part = 0; part < shards; part++) files.set(fileOf(part), storedFile(stored.filter((_, i) => i % shards === part)))
    files.set(
      'model.safetensors.index.json',
      json({
        metadata: { total_size: stored.reduce((sum, { bytes }) => sum + bytes.length, 0) },
        weight_map: Object.fromEntries(stored.map(({ name }, i) => [name, fileOf(i)])),
      }),
    )
  }
  return { files, model: { config, tokenizer, weights } }
}

/** The bytes of the numbers; in half precision the numbers are cut to what is stored. */
function store(data: Float32Array, dtype: 'F32' | 'F16' | 'BF16'): Uint8Array {
  if (dtype === 'F32') return new Uint8Array(data.slice().buffer)
  const bits = new Uint16Array(data.length)
  for (let i = 0; i < data.length; i++) [bits[i], data[i]] = halve(data[i]!, dtype)
  return new Uint8Array(bits.buffer)
}

function maskBuffers(prefix: string, nCtx: number, dtype: 'U8' | 'BOOL' | 'F32'): Stored[] {
  const mask = Array.from({ length: nCtx * nCtx }, (_, i) => (i % nCtx <= Math.floor(i / nCtx) ? 1 : 0))
  return [
    {
      name: `${prefix}bias`,
      dtype,
      shape: [1, 1, nCtx, nCtx],
      bytes: dtype === 'F32' ? new Uint8Array(Float32Array.from(mask).buffer) : Uint8Array.from(mask),
    },
    { name: `${prefix}masked_bias`, dtype: 'F32', shape: [], bytes: new Uint8Array(Float32Array.of(-1e4).buffer) },
  ]
}

/** As the first versions wrote it: much that nobody reads today, and no `model_type` in GPT-1's first files. */
function configJson(type: 'openai-gpt' | 'gpt2', { nLayer, nHead, nEmbd, nCtx, nVocab }: ModelConfig, head: HubOptions['head']): object {
  const task = { 'text-generation': { do_sample: true, max_length: 50 } }
  const common = {
    attn_pdrop: 0.1,
    embd_pdrop: 0.1,
    initializer_range: 0.02,
    layer_norm_epsilon: 1e-5,
    n_ctx: nCtx,
    n_embd: nEmbd,
    n_head: nHead,
    n_layer: nLayer,
    n_positions: nCtx,
    resid_pdrop: 0.1,
    summary_activation: null,
    summary_first_dropout: 0.1,
    summary_proj_to_labels: true,
    summary_type: 'cls_index',
    summary_use_proj: true,
    task_specific_params: task,
    vocab_size: nVocab,
    ...(head === 'own' && { tie_word_embeddings: false }),
  }
  return type === 'gpt2'
    ? {
        activation_function: 'gelu_new',
        architectures: ['GPT2LMHeadModel'],
        bos_token_id: nVocab - 1,
        eos_token_id: nVocab - 1,
        model_type: 'gpt2',
        ...common,
      }
    : {
        afn: 'gelu',
        architectures: ['OpenAIGPTLMHeadModel'],
        model_type: 'openai-gpt',
        n_special: 0,
        predict_special_tokens: true,
        ...common,
      }
}

export function sampleTokenizer(type: 'openai-gpt' | 'gpt2'): BpeTokenizer {
  if (type === 'openai-gpt') return trainBpe(TEXT, { style: 'gpt1', vocabSize: 90 })
  const { vocabulary, merges } = trainBpe(TEXT, { style: 'bytes', vocabSize: 290 })
  return new BpeTokenizer('bytes', [...vocabulary, '<|endoftext|>'], merges, ['<|endoftext|>'])
}

/** In the form of the libraries' first versions: merges as texts, no name for the model. */
function tokenizerJson(type: 'openai-gpt' | 'gpt2', { vocabulary, merges, marks }: BpeTokenizer): object {
  const added = marks.map((content) => ({
    id: vocabulary.indexOf(content),
    special: true,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: type === 'gpt2',
  }))
  const model = {
    dropout: null,
    unk_token: type === 'gpt2' ? null : '<unk>',
    continuing_subword_prefix: '',
    end_of_word_suffix: type === 'gpt2' ? '' : '</w>',
    fuse_unk: false,
    vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
    merges: merges.map((pair) => pair.join(' ')),
  }
  const frame = { version: '1.0', truncation: null, padding: null, added_tokens: added }
  return type === 'gpt2'
    ? {
        ...frame,
        normalizer: null,
        pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
        post_processor: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false },
        decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
        model,
      }
    : {
        ...frame,
        normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
        pre_tokenizer: { type: 'BertPreTokenizer' },
        post_processor: null,
        decoder: { type: 'BPEDecoder', suffix: '</w>' },
        model,
      }
}
