/** Every family, variant and cut at least once, on a config so small that all of its numbers can be checked. */
import { type ModelConfig, type Surgery, type Variant, validateConfig } from '../../src/core/config.ts'

export interface NamedConfig {
  /** said in the test's title */
  name: string
  config: ModelConfig
}

const tiny: ModelConfig = { nLayer: 2, nHead: 4, nEmbd: 16, nCtx: 7, nVocab: 11, dropout: 0 }

const gpt = (name: string, variant: Partial<Variant>, surgery?: Surgery): NamedConfig => ({
  name,
  config: { ...tiny, variant, ...(surgery && { surgery }) },
})

/** What models built after GPT-1 have in common: LLaMA's choices (Touvron et al. 2023), with heads shared as in its second version. */
export const MODERN: Partial<Variant> = {
  norm: 'pre',
  normKind: 'rms',
  activation: 'swiglu',
  positions: 'rotary',
  tied: false,
  biases: false,
  nKvHead: 2,
}

export const families: readonly NamedConfig[] = (['bigram', 'mlp', 'rnn'] as const).map((family) => ({
  name: family,
  config: { ...tiny, family },
}))

export const gptVariants: readonly NamedConfig[] = [
  gpt('GPT-1', {}),
  gpt('pre-norm, as GPT-2', { norm: 'pre' }),
  gpt('RMSNorm', { normKind: 'rms' }),
  gpt('ReLU', { activation: 'relu' }),
  gpt('GELU by erf', { activation: 'gelu-erf' }),
  gpt('another ε', { normEps: 1e-3 }),
  gpt('SwiGLU', { activation: 'swiglu' }),
  gpt('sinusoidal positions', { positions: 'sinusoidal' }),
  gpt('rotary positions', { positions: 'rotary' }),
  gpt('no positions', { positions: 'none' }),
  gpt('untied', { tied: false }),
  gpt('shared layers', { shared: true }),
  gpt('shared layers, pre-norm', { shared: true, norm: 'pre' }),
  gpt('two heads of keys and values', { nKvHead: 2 }),
  gpt('no biases', { biases: false }),
  gpt('no biases, pre-norm', { biases: false, norm: 'pre' }),
  gpt('all that is modern', MODERN),
]

export const operations: readonly NamedConfig[] = [
  gpt('a head that says nothing', {}, { heads: [{ layer: 1, head: 2, with: 'nothing' }] }),
  gpt('a head that reads all tokens alike', {}, { heads: [{ layer: 0, head: 1, with: 'uniform' }] }),
  gpt('no mask', {}, { noMask: true }),
  gpt('no √d', {}, { noScale: true }),
  gpt('residuals left out', {}, { residuals: ['h.0.attn', 'h.1.mlp'] }),
  gpt('sub-layers left out', {}, { silent: ['h.0.mlp', 'h.1.attn'] }),
  gpt('a sub-layer left out, pre-norm', { norm: 'pre' }, { silent: ['h.0.attn'] }),
  gpt('norms left out', {}, { norms: ['h.0.ln_1', 'h.1.ln_2'] }),
  gpt('positions left out', {}, { noPositions: true }),
  gpt('all cuts at once, of the modern one', MODERN, {
    heads: [
      { layer: 0, head: 3, with: 'uniform' },
      { layer: 0, head: 0, with: 'nothing' },
    ],
    noScale: true,
    noMask: true,
    noPositions: true,
    residuals: ['h.1.attn'],
    norms: ['ln_f', 'h.0.ln_2'],
  }),
  gpt('a shared norm left out of one layer', { shared: true }, { norms: ['h.0.ln_1'] }),
]

export const allModels: readonly NamedConfig[] = [...gptVariants, ...families, ...operations]
for (const { config } of allModels) validateConfig(config)

/** These together use every op once; a software GPU has time for no more. */
export const fewModels: readonly NamedConfig[] = allModels.filter(({ name }) =>
  ['mlp', 'rnn', 'all that is modern', 'shared layers, pre-norm'].includes(name),
)
