/** A neural language model with a fixed window (Bengio et al. 2003): the last nCtx embeddings side by side, tanh layers, logits. */
import type { ModelConfig } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { activate, dropout, embed, linear, unembed } from './layers.ts'
import { linearParameters, vector, weight } from './parameters.ts'
import { type ForwardShape, startPass } from './pass.ts'

export function mlpParameters({ nLayer, nEmbd: C, nCtx, nVocab }: ModelConfig): ParameterSpec[] {
  // tanh layers start where it is steep and far from zero: sums of variance 1 (LeCun et al. 1998)
  const layer = (i: number, from: number) => linearParameters(`h.${i}`, from, C, { std: 1 / Math.sqrt(from) })
  return [
    weight('tokens_embed.weight', [nVocab, C], 1),
    ...Array.from({ length: nLayer }, (_, i) => layer(i, i === 0 ? nCtx * C : C)).flat(),
    weight('lm_head.weight', [nVocab, C]),
    vector('lm_head.bias', nVocab),
  ]
}

/** ids [B,T] → logits [B·T,V]. Each token sees itself and the nCtx − 1 before it; before the text's start there are zeros. */
export function mlp(t: Trace, config: ModelConfig, shape: ForwardShape): Tensor {
  const p = startPass(t, config, shape)
  const { nLayer, nEmbd: C, nCtx: window } = config
  const { batch, time } = shape
  const tokens = embed(p, p.weight('tokens_embed.weight'))
  let x = t.activation('window', [batch, time, window * C])
  t.call('contextWindow', { x: tokens }, { y: x }, { batch, time, width: C, window })
  // hₗ = tanh(hₗ₋₁·W + b)
  for (let i = 0; i < nLayer; i++) {
    x = dropout(p, `h.${i}.dropout`, activate(p, 'tanh', `h.${i}.tanh`, linear(p, `h.${i}`, x, C)), 1 + i)
  }
  return unembed(p, x, p.weight('lm_head.weight'), p.weight('lm_head.bias'))
}
