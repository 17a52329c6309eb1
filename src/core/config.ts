/** The sizes of a GPT: what is allowed, and the arithmetic that follows from them. */
import { CourseError } from './errors.ts'

/** The rungs of the ladder: a table of pairs, a fixed window, a recurrence, attention. */
export type Family = 'bigram' | 'mlp' | 'rnn' | 'gpt'

/** A language model's sizes and shape. Without `family`, `variant` and `surgery` it is GPT-1's. */
export interface ModelConfig {
  /** transformer blocks; hidden layers of an MLP or RNN */
  nLayer: number
  /** attention heads in a block; must divide nEmbd */
  nHead: number
  /** width of the residual stream, C; of embeddings and hidden layers in an MLP or RNN */
  nEmbd: number
  /** context length, T: how many tokens the model can see; an MLP's window; how far an RNN's gradient goes back */
  nCtx: number
  /** vocabulary size, V */
  nVocab: number
  /** dropout probability on embeddings, residual branches and attention, 0 ≤ p < 1 */
  dropout: number
  /** default 'gpt' */
  family?: Family
  /** where it differs from GPT-1 */
  variant?: Partial<Variant>
  /** what was cut out of it, or replaced */
  surgery?: Surgery
}

/** The choices of later models, each beside GPT-1's own. */
export interface Variant {
  /** LayerNorm after each residual sum (GPT-1), or before each sub-layer with one more at the end (GPT-2) */
  norm: 'post' | 'pre'
  /** mean and variance (Ba et al. 2016), or the root mean square alone (Zhang and Sennrich 2019) */
  normKind: 'layer' | 'rms'
  activation: 'gelu' | 'relu' | 'swiglu'
  positions: 'learned' | 'sinusoidal' | 'rotary' | 'none'
  /** the output layer is the token embedding, transposed */
  tied: boolean
  /** every block uses the weights of block 0 */
  shared: boolean
  /** heads of keys and values, each shared by nHead / nKvHead query heads; null: as many as nHead */
  nKvHead: number | null
  biases: boolean
}

export const GPT1_VARIANT: Variant = {
  norm: 'post', normKind: 'layer', activation: 'gelu', positions: 'learned', tied: true, shared: false, nKvHead: null, biases: true,
}

/** Operations on a trained model. The plan is built without the part, so training can go on from there. */
export interface Surgery {
  /** 'nothing' silences a head; 'uniform' makes it read all past tokens alike */
  heads?: readonly { layer: number; head: number; with: 'nothing' | 'uniform' }[]
  /** tokens may read what comes after them */
  noMask?: boolean
  /** scores are not divided by √d */
  noScale?: boolean
  /** sub-layers whose input is not added to their output: "h.0.attn", "h.1.mlp" */
  residuals?: readonly string[]
  /** LayerNorms that are left out: "h.0.ln_1" */
  norms?: readonly string[]
  noPositions?: boolean
}

export const variantOf = (config: ModelConfig): Variant => ({ ...GPT1_VARIANT, ...config.variant })

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

/** LayerNorm's ε (Hugging Face `openai-gpt`: layer_norm_epsilon). */
export const LAYER_NORM_EPS = 1e-5
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
  if (config.nEmbd % config.nHead !== 0) {
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
  return config
}

/** Number of learned numbers. Tied output: the token embedding is counted once. */
export function parameterCount({ nLayer, nEmbd: C, nCtx, nVocab }: ModelConfig): number {
  return nVocab * C + nCtx * C + nLayer * blockParameterCount(C)
}

/** One block: attention 4C² + 4C, feed-forward 8C² + 5C, two LayerNorms 4C. */
export function blockParameterCount(C: number): number {
  return 12 * C * C + 13 * C
}
