/** config.json: as Hugging Face's `openai-gpt` and `gpt2` have it, and one of our own for models that neither class can be. */
import * as v from 'valibot'
import { type ModelConfig, INIT_STD, validateConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { parseJsonAs } from '../json.ts'
import type { Surgery, Variant } from '../config/modelConfig.ts'
import { differences, FAMILIES, familyOf, GPT1_VARIANT, isOperated, VARIANT_CHOICES, variantOf } from '../config/variant.ts'
import type { WrittenAs } from './dtypes.ts'
import { type Format, formatOf } from './hfNames.ts'

const TORCH_NAMES: Record<WrittenAs, string> = { F32: 'float32', F16: 'float16', BF16: 'bfloat16' }

/** @param as how the weights beside it are stored */
export function writeHfConfig(config: ModelConfig, as: WrittenAs = 'F32'): string {
  const { nLayer, nHead, nEmbd, nCtx, nVocab, dropout } = validateConfig(config)
  const format = formatOf(config)
  return pretty({
    ...head(format, config),
    vocab_size: nVocab,
    n_positions: nCtx,
    n_embd: nEmbd,
    n_layer: nLayer,
    n_head: nHead,
    ...(format === 'openai-gpt' && { afn: nameOf(AFN, variantOf(config).activation) }),
    resid_pdrop: dropout,
    embd_pdrop: dropout,
    attn_pdrop: dropout,
    layer_norm_epsilon: variantOf(config).normEps,
    initializer_range: INIT_STD,
    ...(format !== 'pathway-gpt' && { tie_word_embeddings: variantOf(config).tied }),
    dtype: TORCH_NAMES[as],
  })
}

/** What tells a reader which model this is. */
function head(format: Format, config: ModelConfig): object {
  switch (format) {
    case 'openai-gpt':
      return { architectures: ['OpenAIGPTLMHeadModel'], model_type: format }
    case 'gpt2':
      // Its default marks have ids that a small vocabulary does not.
      return {
        architectures: ['GPT2LMHeadModel'],
        model_type: format,
        activation_function: nameOf(ACTIVATION_FUNCTION, variantOf(config).activation),
        n_inner: null,
        bos_token_id: null,
        eos_token_id: null,
      }
    case 'pathway-gpt': {
      const { surgery, headSize } = config
      // In the schema's order, so that equal models give equal files.
      return {
        model_type: format,
        family: familyOf(config),
        variant: withoutEps(differences(config)),
        ...(headSize !== undefined && { head_size: headSize }),
        ...(isOperated(surgery) && { surgery: v.parse(SurgeryFile, surgery) }),
      }
    }
  }
}

/** generation_config.json: `generate()` samples from the whole distribution and stops at the context's end, past which there are no positions. */
export function writeGenerationConfig(config: ModelConfig): string {
  return pretty({ do_sample: true, temperature: 1, top_k: 0, top_p: 1, max_length: config.nCtx })
}

const number = v.number('must be a number')
const flag = v.boolean('must be true or false')
const must = <T extends string | number | boolean>(value: T, why: string) =>
  v.optional(v.literal(value, `must be ${JSON.stringify(value)}${why}`))
const oneOf = <const T extends readonly string[]>(choices: T) => v.picklist(choices, `must be one of ${choices.join(', ')}`)
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item, 'must be a list'), v.maxLength(4096, 'is too long'))

/** What transformers calls the activations that the kernels compute; the first name of each is the one that is written. */
const ACTIVATION_FUNCTION = {
  gelu_new: 'gelu',
  gelu_pytorch_tanh: 'gelu',
  gelu_fast: 'gelu',
  gelu: 'gelu-erf',
  relu: 'relu',
} as const satisfies Record<string, Variant['activation']>
/** In GPT-1's class "gelu" is the one by tanh. */
const AFN = { gelu: 'gelu', relu: 'relu' } as const satisfies Record<string, Variant['activation']>

const nameOf = (names: Record<string, Variant['activation']>, activation: Variant['activation']): string =>
  Object.keys(names).find((name) => names[name] === activation)!

const named = <const T extends Record<string, unknown>>(names: T, usual: keyof T & string) =>
  v.optional(
    v.picklist(
      Object.keys(names) as (keyof T & string)[],
      `must be one of ${Object.keys(names).join(', ')}, which is what the kernels compute`,
    ),
    usual,
  )

const sizes = {
  vocab_size: number,
  n_positions: number,
  n_embd: number,
  n_layer: number,
  n_head: number,
  resid_pdrop: v.optional(number, 0.1),
  embd_pdrop: v.optional(number, 0.1),
  attn_pdrop: v.optional(number, 0.1),
  layer_norm_epsilon: v.optional(number, GPT1_VARIANT.normEps),
}

/** What a file does not say is as transformers has it: GPT-1's own, or GPT-2's. Old files have `n_ctx` beside `n_positions`. */
const released = (nVocab: number, nCtx: number) => ({
  ...sizes,
  vocab_size: v.optional(number, nVocab),
  n_positions: v.optional(number, nCtx),
  n_embd: v.optional(number, 768),
  n_layer: v.optional(number, 12),
  n_head: v.optional(number, 12),
  tie_word_embeddings: v.optional(flag, true),
})

const OpenAiGpt = v.object({
  model_type: v.literal('openai-gpt'),
  ...released(40478, 512),
  afn: named(AFN, 'gelu'),
})

const Gpt2 = v.object({
  model_type: v.literal('gpt2'),
  ...released(50257, 1024),
  activation_function: named(ACTIVATION_FUNCTION, 'gelu_new'),
  n_inner: v.nullish(number, null),
  scale_attn_weights: must(true, ', as in GPT-2'),
  scale_attn_by_inverse_layer_idx: must(false, ', as in GPT-2'),
})

const VariantFile = v.partial(
  v.strictObject(
    {
      norm: oneOf(VARIANT_CHOICES.norm),
      normKind: oneOf(VARIANT_CHOICES.normKind),
      activation: oneOf(VARIANT_CHOICES.activation),
      positions: oneOf(VARIANT_CHOICES.positions),
      tied: flag,
      shared: flag,
      biases: flag,
      nKvHead: v.nullable(number),
    },
    'must be an object of known variants',
  ),
) satisfies v.GenericSchema<Partial<Variant>>

const SurgeryFile = v.partial(
  v.strictObject(
    {
      heads: list(v.object({ layer: number, head: number, with: oneOf(['nothing', 'uniform']) })),
      residuals: list(v.string('must be a text')),
      silent: list(v.string('must be a text')),
      norms: list(v.string('must be a text')),
      noMask: flag,
      noScale: flag,
      noPositions: flag,
    },
    'must be an object of known cuts',
  ),
) satisfies v.GenericSchema<Surgery>

const PathwayGpt = v.object({
  model_type: v.literal('pathway-gpt'),
  ...sizes,
  family: v.optional(oneOf(FAMILIES)),
  head_size: v.optional(number),
  variant: v.optional(VariantFile),
  surgery: v.optional(SurgeryFile),
})

const Kinds = v.variant(
  'model_type',
  [OpenAiGpt, Gpt2, PathwayGpt],
  'must be "openai-gpt", "gpt2" or "pathway-gpt": no other models are read',
)

/** Files from before `model_type` was written name the class only; GPT-2's first ones name the context only by its old key. */
function fillIn(file: Record<string, unknown>): unknown {
  const [architecture] = Array.isArray(file.architectures) ? file.architectures : []
  const kind = /^(OpenAIGPT|GPT2)[A-Z]/.exec(String(architecture))?.[1]
  return {
    ...(kind && { model_type: kind === 'GPT2' ? 'gpt2' : 'openai-gpt' }),
    ...(file.n_ctx !== undefined && { n_positions: file.n_ctx }),
    ...file,
  }
}

const HfConfig = v.pipe(v.looseObject({}, 'must be an object'), v.transform(fillIn), Kinds)

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
    ...shapeOf(file),
  })
}

function shapeOf(file: v.InferOutput<typeof HfConfig>): Pick<ModelConfig, 'family' | 'headSize' | 'variant' | 'surgery'> {
  switch (file.model_type) {
    case 'openai-gpt':
      return variantIn(file, { activation: AFN[file.afn] })
    case 'gpt2':
      if (file.n_inner !== null && file.n_inner !== 4 * file.n_embd) {
        throw new CourseError(
          'bad-checkpoint',
          `config.json has n_inner ${file.n_inner}, but only ${4 * file.n_embd}, 4 · n_embd, is read.`,
          'Load another model.',
        )
      }
      return variantIn(file, { norm: 'pre', activation: ACTIVATION_FUNCTION[file.activation_function] })
    case 'pathway-gpt': {
      const { family = 'gpt', surgery, head_size: headSize, layer_norm_epsilon: normEps } = file
      const variant = { ...file.variant, ...(normEps !== GPT1_VARIANT.normEps && { normEps }) }
      return {
        ...(family !== 'gpt' && { family }),
        ...(Object.keys(variant).length > 0 && { variant }),
        ...(headSize !== undefined && { headSize }),
        ...(surgery && { surgery }),
      }
    }
  }
}

/** What differs from GPT-1, of what both released kinds say. */
function variantIn(
  file: { tie_word_embeddings: boolean; layer_norm_epsilon: number },
  own: Partial<Variant>,
): Pick<ModelConfig, 'variant'> {
  const said: Variant = { ...GPT1_VARIANT, ...own, tied: file.tie_word_embeddings, normEps: file.layer_norm_epsilon }
  const variant = Object.fromEntries(Object.entries(said).filter(([key, value]) => value !== GPT1_VARIANT[key as keyof Variant]))
  return Object.keys(variant).length > 0 ? { variant } : {}
}

/** It stands in the file under the name that all kinds have for it. */
const withoutEps = ({ normEps: _, ...rest }: Partial<Variant>): Partial<Variant> => rest

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
