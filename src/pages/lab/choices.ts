/** The choices of a model in words, GPT-1's first, and what the diagram needs to draw them. */
import type { Family, Variant } from '../../core/config/modelConfig.ts'
import type { ModelShape } from '../../figures/modelParts.ts'
import type { ModelSizes } from '../../worker/protocol.ts'

export interface Choice {
  label: string
  /** what it says for the next model */
  value: string
  options: readonly { value: string; label: string; change: Partial<Variant> }[]
}

export const FAMILIES: readonly { value: Family; label: string }[] = [
  { value: 'gpt', label: 'GPT' },
  { value: 'rnn', label: 'RNN' },
  { value: 'mlp', label: 'MLP' },
  { value: 'bigram', label: 'bigram' },
]

/** What a model of another family is, in a sentence. */
export const ABOUT: Readonly<Record<Family, string>> = {
  gpt: 'Blocks of attention and a feed-forward layer.',
  rnn: 'Each layer carries one vector from token to token. Layers and width count; heads do not.',
  mlp: 'One layer reads the whole window side by side. Layers, width and context count; heads do not.',
  bigram: 'A table with a row for each token: what comes next depends on the last token alone. No size counts but the vocabulary.',
}

const GPT1: Variant = {
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

const variantOf = ({ variant }: ModelSizes): Variant => ({ ...GPT1, ...variant })

/** One line of the form. The first option is GPT-1's. */
function line<K extends keyof Variant>(label: string, key: K, now: Variant, options: readonly (readonly [Variant[K], string])[]): Choice {
  return {
    label,
    value: String(now[key]),
    options: options.map(([value, word]) => ({ value: String(value), label: word, change: { [key]: value } })),
  }
}

export function choicesOf(sizes: ModelSizes): Choice[] {
  const now = variantOf(sizes)
  return [
    line('norm stands', 'norm', now, [
      ['post', 'after'],
      ['pre', 'before'],
    ]),
    line('kind of norm', 'normKind', now, [
      ['layer', 'LayerNorm'],
      ['rms', 'RMSNorm'],
    ]),
    line('activation', 'activation', now, [
      ['gelu', 'GELU'],
      ['gelu-erf', 'GELU by erf'],
      ['relu', 'ReLU'],
      ['swiglu', 'SwiGLU'],
    ]),
    line('positions', 'positions', now, [
      ['learned', 'learned'],
      ['sinusoidal', 'sine'],
      ['rotary', 'rotary'],
      ['none', 'none'],
    ]),
    line('output', 'tied', now, [
      [true, 'tied'],
      [false, 'its own'],
    ]),
    line('blocks', 'shared', now, [
      [false, 'own weights'],
      [true, 'shared'],
    ]),
    line('biases', 'biases', now, [
      [true, 'with'],
      [false, 'without'],
    ]),
  ]
}

/** Heads of keys and values. */
export const kvHeadsOf = (sizes: ModelSizes): number => variantOf(sizes).nKvHead ?? sizes.nHead

/** Fewer or more heads of keys and values, through the numbers that divide the heads; null for all. */
export function nextKvHeads(value: number, direction: 1 | -1, nHead: number): number {
  for (let heads = value + direction; heads >= 1 && heads <= nHead; heads += direction) if (nHead % heads === 0) return heads
  return value
}

/** "GPT-1", "2 changes from GPT-1", "RNN". */
export function nameOf(sizes: ModelSizes): string {
  const { family = 'gpt' } = sizes
  if (family !== 'gpt') return FAMILIES.find(({ value }) => value === family)!.label
  const now = variantOf(sizes)
  const others = (Object.keys(GPT1) as (keyof Variant)[]).filter((key) => key !== 'nKvHead' && now[key] !== GPT1[key]).length
  const changes = others + (kvHeadsOf(sizes) === sizes.nHead ? 0 : 1)
  return changes === 0 ? 'GPT-1' : `GPT-1, ${changes} ${changes === 1 ? 'change' : 'changes'}`
}

/** For the diagram. The width inside a SwiGLU layer is the core's (two thirds, in fours: Shazeer 2020). */
export function shapeOf(sizes: ModelSizes): ModelShape {
  const { norm, normKind, activation, positions, tied } = variantOf(sizes)
  const words = { learned: undefined, sinusoidal: 'sine and cosine positions', rotary: 'rotary positions', none: 'no positions' } as const
  const said = words[positions]
  return {
    preNorm: norm === 'pre',
    norm: normKind === 'rms' ? 'RMSNorm' : 'layer norm',
    activation: ({ gelu: 'GELU', 'gelu-erf': 'GELU by erf', relu: 'ReLU', swiglu: 'SwiGLU' } as const)[activation],
    inner: activation === 'swiglu' ? 4 * Math.ceil((2 * sizes.nEmbd) / 3) : 4 * sizes.nEmbd,
    kvHeads: kvHeadsOf(sizes),
    headSize: sizes.headSize ?? sizes.nEmbd / sizes.nHead,
    ...(said && { positions: said }),
    untied: !tied,
  }
}
