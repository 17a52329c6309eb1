/** A pass of a model that is being traced: the trace, the model, and what the pass is for. */
import { type ModelConfig, type Surgery, type Variant, variantOf } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { Trace } from '../plan/trace.ts'

export interface ForwardShape {
  batch: number
  time: number
  /** dropout on: a training pass */
  training?: boolean
  /** keep every attention probability, `h.N.attn.probs` [B,H,T,T] */
  inspect?: boolean
  /** tokens from the replay's position on, against a KV cache: batch = 1 */
  decode?: boolean
}

export interface Pass {
  t: Trace
  config: ModelConfig
  variant: Variant
  surgery: Surgery
  shape: ForwardShape
  /** B·T */
  rows: number
  dropout: number
  /** Shared layers look up the weights of block 0. */
  weight(name: string): Tensor
}

export function startPass(t: Trace, config: ModelConfig, shape: ForwardShape): Pass {
  const variant = variantOf(config)
  return {
    t,
    config,
    variant,
    shape,
    surgery: config.surgery ?? {},
    rows: shape.batch * shape.time,
    dropout: shape.training ? config.dropout : 0,
    weight: (name) => t.weight(variant.shared ? name.replace(/^h\.\d+\./, 'h.0.') : name),
  }
}
