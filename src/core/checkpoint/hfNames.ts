/** Which of Hugging Face's models one of ours is, and what its tensors are called there. */
import { differences, isIntactGpt } from '../variant.ts'
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import type { TensorData } from './safetensors.ts'
import { DAMAGED, type Tensors } from './tensors.ts'

/** GPT-1's shape, GPT-2's, or one that transformers has no class for. */
export type Format = 'openai-gpt' | 'gpt2' | 'pathway-gpt'

export function formatOf(config: ModelConfig): Format {
  const own = Object.keys(differences(config))
  if (!isIntactGpt(config) || own.some((key) => key !== 'norm')) return 'pathway-gpt'
  return own.length === 0 ? 'openai-gpt' : 'gpt2'
}

/** GPT-2's two tables have other names than GPT-1's. */
const GPT2_TABLES = [['tokens_embed.', 'wte.'], ['positions_embed.', 'wpe.']] as const

const hasOwnHead = (config: ModelConfig): boolean => modelParameters(config).some(({ name }) => name === 'lm_head.weight')

/** "tokens_embed.weight" → "transformer.tokens_embed.weight", or "transformer.wte.weight" where the format is GPT-2's */
export function toHfName(name: string, config: ModelConfig): string {
  if (name.startsWith('lm_head.')) return name
  const table = formatOf(config) === 'gpt2' ? GPT2_TABLES.find(([ours]) => name.startsWith(ours)) : undefined
  return `transformer.${table ? name.replace(table[0], table[1]) : name}`
}

/**
 * The file's names to ours: without `transformer.`, without the causal masks and position numbers that old versions
 * saved, and without a tied `lm_head.weight`, which must equal the token embedding.
 */
export function fromHfNames(tensors: Tensors, config: ModelConfig): Map<string, TensorData> {
  const tied = !hasOwnHead(config)
  const ours = new Map<string, TensorData>()
  for (const [key, tensor] of tensors) {
    const plain = key.replace(/^transformer\./, '')
    if (/^(h\.\d+\.attn\.(masked_)?bias|position_ids)$/.test(plain) || (tied && plain === 'lm_head.weight')) continue
    const table = formatOf(config) === 'gpt2' ? GPT2_TABLES.find(([, theirs]) => plain.startsWith(theirs)) : undefined
    const name = table ? plain.replace(table[1], table[0]) : plain
    if (ours.has(name))
      throw new CourseError('bad-checkpoint', `model.safetensors has "${plain.slice(0, 80)}" with and without "transformer.".`, DAMAGED)
    ours.set(name, tensor)
  }
  const head = tied ? tensors.get('lm_head.weight') : undefined
  const embedding = ours.get('tokens_embed.weight')
  if (head && embedding && (head.data.length !== embedding.data.length || head.data.some((value, i) => value !== embedding.data[i]))) {
    throw new CourseError(
      'bad-checkpoint',
      'model.safetensors has an "lm_head.weight" that differs from the token embedding, but config.json ties them.',
      DAMAGED,
    )
  }
  return ours
}
