/** Which of Hugging Face's models one of ours is, and what its tensors are called there. */
import { differences, isIntactGpt } from '../config/variant.ts'
import type { ModelConfig, Variant } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import { DTYPES } from './dtypes.ts'
import type { StoredEntry } from './safetensorsHeader.ts'
import { DAMAGED, expectParameters } from './tensors.ts'

/** GPT-1's shape, GPT-2's, or one that transformers has no class for. */
export type Format = 'openai-gpt' | 'gpt2' | 'pathway-gpt'

/** What both classes of transformers say in config.json: also that the output matrix is the model's own, another activation, another ε. */
const SAID: readonly string[] = ['norm', 'tied', 'activation', 'normEps'] satisfies (keyof Variant)[]

export function formatOf(config: ModelConfig): Format {
  const own = differences(config)
  if (!isIntactGpt(config) || Object.keys(own).some((key) => !SAID.includes(key))) return 'pathway-gpt'
  if (own.activation === 'swiglu') return 'pathway-gpt'
  if (own.norm === 'pre') return 'gpt2'
  // The "gelu" of GPT-1's class is the one by tanh, and it has no other.
  return own.activation === 'gelu-erf' ? 'pathway-gpt' : 'openai-gpt'
}

/** GPT-2's two tables have other names than GPT-1's. */
const GPT2_TABLES = [
  ['tokens_embed.', 'wte.'],
  ['positions_embed.', 'wpe.'],
] as const

const hasOwnHead = (config: ModelConfig): boolean => modelParameters(config).some(({ name }) => name === HEAD)
const HEAD = 'lm_head.weight'
const EMBEDDING = 'tokens_embed.weight'

/** "tokens_embed.weight" → "transformer.tokens_embed.weight", or "transformer.wte.weight" where the format is GPT-2's */
export function toHfName(name: string, config: ModelConfig): string {
  if (name.startsWith('lm_head.')) return name
  const table = formatOf(config) === 'gpt2' ? GPT2_TABLES.find(([ours]) => name.startsWith(ours)) : undefined
  return `transformer.${table ? name.replace(table[0], table[1]) : name}`
}

/** A tensor that some file holds. */
export interface StoredTensorEntry extends StoredEntry {
  key: string
  file: string
}

export interface WeightPlan {
  /** by our names, in the order of the model's parameters */
  parameters: Map<string, StoredTensorEntry>
  /** an output matrix that must turn out to equal the token embedding */
  head: { stored: StoredTensorEntry; embedding: string } | null
  /** stored names that are no weights */
  passedOver: string[]
}

/** What tools put before all names: torch.compile, DataParallel, trainers that hold the model as their own `model`, and transformers. */
const PREFIXES = /^(?:(?:_orig_mod|_forward_module|_fsdp_wrapped_module|module|model|transformer)\.)+/
/** What wrappers of single layers put into the middle of names. */
const WRAPPERS = /(^|\.)(?:_orig_mod|_fsdp_wrapped_module|_checkpoint_wrapped_module)\./g

/** "_orig_mod.module.transformer.h.0.ln_1.weight" → "h.0.ln_1.weight" */
const plainName = (key: string): string => key.replace(WRAPPERS, '$1').replace(PREFIXES, '')

/**
 * Which stored tensor each parameter is, by names, shapes and formats alone. Names come with or without the prefixes of tools; the causal
 * masks and position numbers that old versions saved are passed over, and so is a tied `lm_head.weight`.
 * @param name what holds the tensors, for messages
 * @throws CourseError 'bad-checkpoint' that names what is missing, too much, or of another shape or format
 */
export function planWeights(stored: Iterable<StoredTensorEntry>, config: ModelConfig, name: string): WeightPlan {
  const tied = !hasOwnHead(config)
  const ours = new Map<string, StoredTensorEntry>()
  const passedOver: string[] = []
  let head: StoredTensorEntry | null = null
  for (const entry of stored) {
    const plain = plainName(entry.key)
    if (/^(h\.\d+\.attn\.(masked_)?bias|position_ids)$/.test(plain)) {
      passedOver.push(entry.key)
      continue
    }
    if (tied && plain === HEAD) {
      head = entry
      continue
    }
    const table = GPT2_TABLES.find(([, theirs]) => plain.startsWith(theirs))
    const own = table ? plain.replace(table[1], table[0]) : plain
    const other = ours.get(own)
    if (other)
      throw new CourseError(
        'bad-checkpoint',
        `${name} has one tensor twice, as "${other.key.slice(0, 80)}" and as "${entry.key.slice(0, 80)}".`,
        DAMAGED,
      )
    ours.set(own, entry)
  }
  const parameters = expectParameters(ours, config, name, naming(ours, config))
  const embedding = parameters.get(EMBEDDING)
  if (head && String(head.shape) !== String(embedding?.shape)) refuseHead(name)
  for (const { key, dtype } of [...parameters.values(), ...(head ? [head] : [])]) {
    if (DTYPES[dtype].float) continue
    throw new CourseError(
      'bad-checkpoint',
      `${name} stores "${key.slice(0, 80)}" as ${dtype}, but weights are F32, F16, BF16 or F64.`,
      'Load a copy that is not quantized.',
    )
  }
  return { parameters, head: head && { stored: head, embedding: EMBEDDING }, passedOver }
}

/** Names as the file has them; of a tensor that is missing, as the file would have it, by the prefix of its first tensor. */
function naming(ours: ReadonlyMap<string, StoredTensorEntry>, config: ModelConfig): (own: string, entry?: StoredTensorEntry) => string {
  const [first] = [...ours].filter(([own]) => own !== HEAD).map(([, { key }]) => key)
  const prefix = first === undefined ? '' : (PREFIXES.exec(first)?.[0] ?? '')
  const gpt2 = formatOf(config) === 'gpt2'
  return (own, entry) => {
    if (entry) return entry.key
    if (own.startsWith('lm_head.')) return `${prefix.replace(/transformer\.$/, '')}${own}`
    const table = gpt2 ? GPT2_TABLES.find(([mine]) => own.startsWith(mine)) : undefined
    return prefix + (table ? own.replace(table[0], table[1]) : own)
  }
}

export function refuseHead(name: string): never {
  throw new CourseError(
    'bad-checkpoint',
    `${name} has an "lm_head.weight" that differs from the token embedding, but config.json ties them.`,
    'If the model has an output matrix of its own, config.json must say "tie_word_embeddings": false. Nothing was loaded.',
  )
}
