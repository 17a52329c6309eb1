/** The stacks that can be measured, and what the output of a block is called in each. */
import type { ModelSizes } from '../../../worker/protocol.ts'

export interface Shape {
  label: string
  change: (layers: number) => Pick<ModelSizes, 'variant' | 'surgery'>
  /** the tensor that leaves block i */
  output: (i: number) => string
  colour: string
  dashed: boolean
}

const each = (layers: number, parts: readonly string[]): string[] =>
  Array.from({ length: layers }, (_, i) => parts.map((part) => `h.${i}.${part}`)).flat()

export const SHAPES = {
  post: { label: 'norm after the sum (GPT-1)', change: () => ({}), output: (i) => `h.${i}.ln_2`, colour: 'gradient', dashed: false },
  pre: {
    label: 'norm first (GPT-2)',
    change: () => ({ variant: { norm: 'pre' } }),
    output: (i) => `h.${i}.mlp.sum`,
    colour: 'ink',
    dashed: false,
  },
  'no-norms': {
    label: 'no norms',
    change: (layers) => ({ surgery: { norms: each(layers, ['ln_1', 'ln_2']) } }),
    output: (i) => `h.${i}.ln_2.sum`,
    colour: 'ink-3',
    dashed: true,
  },
  'no-residuals': {
    label: 'no residuals, no norms',
    change: (layers) => ({ surgery: { residuals: each(layers, ['attn', 'mlp']), norms: each(layers, ['ln_1', 'ln_2']) } }),
    output: (i) => `h.${i}.mlp.c_proj`,
    colour: 'gradient',
    dashed: true,
  },
} as const satisfies Record<string, Shape>

export type ShapeName = keyof typeof SHAPES
