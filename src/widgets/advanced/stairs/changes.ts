/** From GPT-1 to Llama in seven changes, in their order, and the run that all of them are tried on. */
import { fact } from '../../../facts/facts.ts'
import type { ModelSizes, RunSpec, TextRef } from '../../../worker/protocol.ts'

type Variant = NonNullable<ModelSizes['variant']>

interface Change {
  /** "LayerNorm before" */
  name: string
  /** what it was, and what it becomes */
  from: string
  to: string
  variant: Variant
}

export const CHANGES = [
  { name: 'norm first', from: 'LayerNorm after each sum', to: 'before each sub-layer, and once at the end', variant: { norm: 'pre' } },
  { name: 'RMSNorm', from: 'mean taken away, then scaled', to: 'scaled by the root mean square alone', variant: { normKind: 'rms' } },
  { name: 'no biases', from: 'a bias in every layer', to: 'none', variant: { biases: false } },
  {
    name: 'rotary',
    from: 'a table of positions, added once',
    to: 'queries and keys turned by their place',
    variant: { positions: 'rotary' },
  },
  { name: 'SwiGLU', from: 'GELU', to: 'one half of a wider layer gates the other', variant: { activation: 'swiglu' } },
  { name: 'grouped heads', from: 'keys and values for each of 4 heads', to: '2 heads of them, each for two', variant: { nKvHead: 2 } },
  { name: 'untied', from: 'one table in and out', to: 'a table of its own at the output', variant: { tied: false } },
] as const satisfies readonly Change[]

export const SEEDS = [1, 2, 3] as const
const WIDTH = 48
const STEPS = 600
export const TEXT: TextRef = { kind: 'bundled', id: 'state-of-the-union' }

/** @param kept a digit for each change, 1 where it is in */
export function variantOf(kept: string): Variant {
  return Object.assign({}, ...CHANGES.filter((_, i) => kept[i] === '1').map(({ variant }) => variant))
}

/** The same rate, batches and first weights for all; a change that would bear a higher rate gets none. */
export const specOf = (kept: string, seed: number, steps = STEPS): RunSpec => ({
  text: TEXT,
  sizes: { nLayer: 2, nHead: 4, nEmbd: WIDTH, nCtx: 32, dropout: 0, variant: variantOf(kept) },
  training: {
    batch: 8,
    steps,
    learningRate: 3e-3,
    warmup: Math.round(steps / 10),
    weightDecay: 0.01,
    clip: 1,
    evalEvery: 0,
    seed,
    initStd: Number((fact('gpt1.initStd') * Math.sqrt(fact('gpt1.width') / WIDTH)).toPrecision(2)),
  },
  samplePrompt: 'The ',
})
