/** The config of a language model: its sizes, its shape, and what is allowed. */
import { CourseError } from './errors.ts'
import type { ModelConfig } from './config/modelConfig.ts'
import { validateFamily } from './config/validateVariant.ts'
import { familyOf } from './config/variant.ts'

export { blockParameterCount, parameterCount } from './config/parameterCount.ts'
export type { Family, ModelConfig, Surgery, Variant } from './config/modelConfig.ts'
export { familyOf, GPT1_VARIANT, variantOf } from './config/variant.ts'

/** Limits of what this course accepts; GPT-1 itself is 12 × 12 × 768 × 512 × 40,478. */
export const LIMITS = {
  nLayer: [1, 48],
  nHead: [1, 64],
  nEmbd: [4, 4096],
  nCtx: [2, 4096],
  nVocab: [2, 131072],
} as const

/** GPT-1 as released: 116,534,784 parameters (Radford et al. 2018, section 4.1). */
export const GPT1: ModelConfig = { nLayer: 12, nHead: 12, nEmbd: 768, nCtx: 512, nVocab: 40478, dropout: 0.1 }

/** Standard deviation of initial weights (Radford et al. 2018, section 4.1: N(0, 0.02)). */
export const INIT_STD = 0.02

const words: Record<string, string> = {
  nLayer: 'The number of layers',
  nHead: 'The number of heads',
  nEmbd: 'The width',
  nCtx: 'The context',
  nVocab: 'The vocabulary',
}

/** Returns the config, or throws a CourseError that names the value, the rule and a way out. */
export function validateConfig(config: ModelConfig): ModelConfig {
  for (const key of ['nLayer', 'nHead', 'nEmbd', 'nCtx', 'nVocab'] as const) {
    const value = config[key]
    const [low, high] = LIMITS[key]
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new CourseError(
        'bad-config',
        `${words[key]} (${key}) is ${value}, but it must be a whole number from ${low} to ${high}.`,
        `Try ${Number.isFinite(value) ? Math.min(high, Math.max(low, Math.round(value))) : low}.`,
      )
    }
  }
  if (familyOf(config) === 'gpt' && config.headSize === undefined && config.nEmbd % config.nHead !== 0) {
    const down = Math.floor(config.nEmbd / config.nHead) * config.nHead
    const up = down + config.nHead
    throw new CourseError(
      'bad-config',
      `nEmbd ${config.nEmbd} is not divisible by nHead ${config.nHead}.`,
      down >= LIMITS.nEmbd[0] ? `Try ${down} or ${up}.` : `Try ${up}.`,
    )
  }
  if (!(config.dropout >= 0 && config.dropout < 1)) {
    throw new CourseError('bad-config', `Dropout is ${config.dropout}, but it must be at least 0 and below 1.`, 'GPT-1 used 0.1.')
  }
  validateFamily(config)
  return config
}
