/** The first language model: a table of logits, one row for each token, that looks at the last token alone. */
import type { ModelConfig } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { weight } from './parameters.ts'
import type { ForwardShape } from './pass.ts'

export const bigramParameters = ({ nVocab }: ModelConfig): ParameterSpec[] => [weight('table.weight', [nVocab, nVocab])]

/** ids [B,T] → logits [B·T,V]: the tokens' rows of the table [V,V]. Their softmax learns how often each pair occurs. */
export function bigram(t: Trace, { nVocab: V, nCtx }: ModelConfig, { batch: B, time: T }: ForwardShape): Tensor {
  const ids = t.input('ids', [B, T], 'i32')
  const logits = t.activation('logits', [B * T, V])
  const sizes = { batch: B, time: T, width: V, vocab: V, ctx: nCtx, dropout: 0, stream: 0, decode: 0 }
  t.call('embedding', { ids, wte: t.weight('table.weight') }, { x: logits }, sizes)
  return logits
}
