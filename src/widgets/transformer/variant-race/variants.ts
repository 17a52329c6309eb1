/** The models that can race: GPT-1, and GPT-1 with one thing changed or cut out from the first step on. */
import type { ModelSizes } from '../../../worker/protocol.ts'

type Change = Pick<ModelSizes, 'variant' | 'surgery'>

export interface RaceVariant {
  label: string
  change: (layers: number) => Change
}

const each = (layers: number, parts: readonly string[]): string[] =>
  Array.from({ length: layers }, (_, layer) => parts.map((part) => `h.${layer}.${part}`)).flat()

export const VARIANTS = {
  'gpt-1': { label: 'as in GPT-1', change: () => ({}) },
  'no-scale': { label: 'scores not divided by √d', change: () => ({ surgery: { noScale: true } }) },
  'no-mask': { label: 'no causal mask', change: () => ({ surgery: { noMask: true } }) },
  'no-positions': { label: 'no positions', change: () => ({ variant: { positions: 'none' } }) },
  sinusoidal: { label: 'sinusoidal positions', change: () => ({ variant: { positions: 'sinusoidal' } }) },
  rotary: { label: 'rotary positions', change: () => ({ variant: { positions: 'rotary' } }) },
  'pre-norm': { label: 'LayerNorm before, as in GPT-2', change: () => ({ variant: { norm: 'pre' } }) },
  'no-norms': { label: 'no LayerNorm', change: (layers) => ({ surgery: { norms: each(layers, ['ln_1', 'ln_2']) } }) },
  'no-residuals': { label: 'no residual connections', change: (layers) => ({ surgery: { residuals: each(layers, ['attn', 'mlp']) } }) },
  relu: { label: 'ReLU instead of GELU', change: () => ({ variant: { activation: 'relu' } }) },
  swiglu: { label: 'SwiGLU instead of GELU', change: () => ({ variant: { activation: 'swiglu' } }) },
  'rms-norm': { label: 'RMSNorm', change: () => ({ variant: { normKind: 'rms' } }) },
  untied: { label: 'a table of its own at the output', change: () => ({ variant: { tied: false } }) },
  shared: { label: 'all layers share their weights', change: () => ({ variant: { shared: true } }) },
} as const satisfies Record<string, RaceVariant>

export type VariantName = keyof typeof VARIANTS
