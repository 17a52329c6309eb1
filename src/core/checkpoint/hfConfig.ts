/** config.json, as Hugging Face's `openai-gpt` has it, and our ModelConfig. */
import * as v from 'valibot'
import { type ModelConfig, INIT_STD, LAYER_NORM_EPS, validateConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'

export function writeHfConfig(config: ModelConfig): string {
  const { nLayer, nHead, nEmbd, nCtx, nVocab, dropout } = validateConfig(config)
  return pretty({
    architectures: ['OpenAIGPTLMHeadModel'],
    model_type: 'openai-gpt',
    vocab_size: nVocab,
    n_positions: nCtx,
    n_embd: nEmbd,
    n_layer: nLayer,
    n_head: nHead,
    afn: 'gelu',
    resid_pdrop: dropout,
    embd_pdrop: dropout,
    attn_pdrop: dropout,
    layer_norm_epsilon: LAYER_NORM_EPS,
    initializer_range: INIT_STD,
    tie_word_embeddings: true,
    dtype: 'float32',
  })
}

/** generation_config.json: `generate()` samples from the whole distribution and stops at the context's end, past which there are no positions. */
export function writeGenerationConfig(config: ModelConfig): string {
  return pretty({ do_sample: true, temperature: 1, top_k: 0, top_p: 1, max_length: config.nCtx })
}

const number = v.number('must be a number')
const HfConfig = v.object(
  {
    model_type: v.literal('openai-gpt', 'must be "openai-gpt": only GPT-1 models are read'),
    vocab_size: number,
    n_positions: number,
    n_embd: number,
    n_layer: number,
    n_head: number,
    afn: v.optional(v.literal('gelu', 'must be "gelu", as in GPT-1')),
    resid_pdrop: v.optional(number, 0.1),
    embd_pdrop: v.optional(number, 0.1),
    attn_pdrop: v.optional(number, 0.1),
    layer_norm_epsilon: v.optional(v.literal(LAYER_NORM_EPS, `must be ${LAYER_NORM_EPS}, as in GPT-1`)),
    tie_word_embeddings: v.optional(v.literal(true, 'must be true: GPT-1 has no output matrix of its own')),
  },
  'must be an object',
)

/** @throws CourseError 'bad-checkpoint' for another model, 'bad-config' for sizes that are not allowed */
export function readHfConfig(json: string): ModelConfig {
  const file = parseJsonAs(HfConfig, json, { name: 'config.json', maxBytes: 2 ** 20 })
  const { resid_pdrop: dropout, embd_pdrop, attn_pdrop } = file
  if (embd_pdrop !== dropout || attn_pdrop !== dropout) {
    throw new CourseError(
      'bad-checkpoint',
      `config.json has the dropouts ${dropout}, ${embd_pdrop} and ${attn_pdrop}, but this course has one for all places.`,
      'Set resid_pdrop, embd_pdrop and attn_pdrop to the same number; only training uses it.',
    )
  }
  return validateConfig({
    nLayer: file.n_layer,
    nHead: file.n_head,
    nEmbd: file.n_embd,
    nCtx: file.n_positions,
    nVocab: file.vocab_size,
    dropout,
  })
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
