/** A recurrent language model (Elman 1990): each layer's state is all that it knows of the text so far. */
import type { ModelConfig } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { dropout, embed, linear, unembed } from './layers.ts'
import { linearParameters, vector, weight } from './parameters.ts'
import { type ForwardShape, startPass } from './pass.ts'

export function rnnParameters({ nLayer, nEmbd: C, nVocab }: ModelConfig): ParameterSpec[] {
  const std = 1 / Math.sqrt(C)
  const layer = (i: number) => [...linearParameters(`h.${i}.input`, C, C, { std }), weight(`h.${i}.state.weight`, [C, C], std)]
  return [
    weight('tokens_embed.weight', [nVocab, C], 1),
    ...Array.from({ length: nLayer }, (_, i) => layer(i)).flat(),
    weight('lm_head.weight', [nVocab, C]),
    vector('lm_head.bias', nVocab),
  ]
}

/** ids [B,T] → logits [B·T,V]. The state is zero at the start of every window, and the gradient flows back to there. */
export function rnn(t: Trace, config: ModelConfig, shape: ForwardShape): Tensor {
  const p = startPass(t, config, shape)
  const { nLayer, nEmbd: C } = config
  const { batch, time } = shape
  let x = embed(p, p.weight('tokens_embed.weight'))
  // hₜ = tanh(xₜ·W + b + hₜ₋₁·U)
  for (let i = 0; i < nLayer; i++) {
    const h = t.activation(`h.${i}.state`, [batch, time, C])
    const input = linear(p, `h.${i}.input`, x, C)
    t.call('recurrence', { x: input, weight: p.weight(`h.${i}.state.weight`) }, { h }, { batch, time, width: C })
    x = dropout(p, `h.${i}.dropout`, h, 1 + i)
  }
  return unembed(p, x, p.weight('lm_head.weight'), p.weight('lm_head.bias'))
}
