/** What makes a language model differ from GPT-1: its family, the choices of later models, and what was cut out. */
import type { Family, ModelConfig, Surgery, Variant } from './modelConfig.ts'

export const FAMILIES: readonly Family[] = ['bigram', 'mlp', 'rnn', 'gpt']

export const GPT1_VARIANT: Variant = {
  norm: 'post',
  normKind: 'layer',
  activation: 'gelu',
  positions: 'learned',
  tied: true,
  shared: false,
  nKvHead: null,
  biases: true,
  normEps: 1e-5,
}

/** What each choice may be, GPT-1's first; `nKvHead` is a number that divides nHead, `normEps` one above 0. */
export const VARIANT_CHOICES = {
  norm: ['post', 'pre'],
  normKind: ['layer', 'rms'],
  activation: ['gelu', 'gelu-erf', 'relu', 'swiglu'],
  positions: ['learned', 'sinusoidal', 'rotary', 'none'],
  tied: [true, false],
  shared: [false, true],
  biases: [true, false],
} as const

export const familyOf = ({ family = 'gpt' }: ModelConfig): Family => family

export const variantOf = (config: ModelConfig): Variant => ({ ...GPT1_VARIANT, ...config.variant })

/** Only the choices that are not GPT-1's. */
export function differences(config: ModelConfig): Partial<Variant> {
  const { nKvHead, ...rest } = variantOf(config)
  const own = Object.entries(rest).filter(([key, value]) => value !== GPT1_VARIANT[key as keyof Variant])
  return { ...Object.fromEntries(own), ...(nKvHead !== null && nKvHead !== config.nHead && { nKvHead }) }
}

/** True where the family is a GPT and nothing was cut out of it. */
export const isIntactGpt = (config: ModelConfig): boolean =>
  familyOf(config) === 'gpt' && !isOperated(config.surgery) && config.headSize === undefined

/** True where the model is GPT-1 but for its sizes. */
export const isGpt1 = (config: ModelConfig): boolean => isIntactGpt(config) && Object.keys(differences(config)).length === 0

/** True where anything is cut out at all: `{ heads: [] }` is not. */
export const isOperated = (surgery: Surgery = {}): boolean =>
  Object.values(surgery).some((part) => (Array.isArray(part) ? part.length > 0 : part === true))

/** The norms of a GPT as built, in order: "h.0.ln_1", "h.0.ln_2" … and "ln_f" where norms come first. */
export function normNames(config: ModelConfig): string[] {
  return [...perBlock(config, ['ln_1', 'ln_2']), ...(variantOf(config).norm === 'pre' ? ['ln_f'] : [])]
}

/** The norms that have weights: those that were not cut out. Shared layers have them once, as long as one layer uses them. */
export function learnedNorms(config: ModelConfig): Set<string> {
  const { norms = [], silent = [] } = config.surgery ?? {}
  // Where norms come first, that of a silent sub-layer has nothing to norm.
  const unheard = variantOf(config).norm === 'pre' ? silent.map((name) => name.replace('attn', 'ln_1').replace('mlp', 'ln_2')) : []
  const kept = normNames(config).filter((name) => !norms.includes(name) && !unheard.includes(name))
  return new Set(variantOf(config).shared ? kept.map((name) => name.replace(/^h\.\d+/, 'h.0')) : kept)
}

/** The sub-layers of a GPT, in order: "h.0.attn", "h.0.mlp" … */
export const subLayerNames = (config: ModelConfig): string[] => perBlock(config, ['attn', 'mlp'])

const perBlock = ({ nLayer }: ModelConfig, parts: readonly string[]): string[] =>
  Array.from({ length: nLayer }, (_, i) => parts.map((part) => `h.${i}.${part}`)).flat()

/** Numbers inside a feed-forward layer. Two thirds for SwiGLU, whose third matrix takes the rest (Shazeer 2020), in fours. */
export const innerWidth = (config: ModelConfig): number =>
  variantOf(config).activation === 'swiglu' ? 4 * Math.ceil((2 * config.nEmbd) / 3) : 4 * config.nEmbd

/** Numbers in a head, D. */
export const headSizeOf = ({ headSize, nEmbd, nHead }: ModelConfig): number => headSize ?? nEmbd / nHead

/** Heads of keys and values. */
export const kvHeads = (config: ModelConfig): number => variantOf(config).nKvHead ?? config.nHead
