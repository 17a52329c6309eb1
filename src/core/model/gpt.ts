/**
 * GPT-1, in the order of Radford et al. 2018, section 3.1: a decoder-only transformer, post-norm, with a tied output.
 * B sequences of T tokens, C numbers wide, V tokens in the vocabulary. What later models and surgery change is in variantGpt.ts.
 */
import type { ModelConfig } from '../config.ts'
import { isGpt1 } from '../config/variant.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { addLayerNorm, attend, embed, linear, unembed } from './layers.ts'
import { linearParameters, vector, weight } from './parameters.ts'
import { type ForwardShape, type Pass, startPass } from './pass.ts'
import { variantHidden, variantParameters } from './variantGpt.ts'

/** U = ids [B,T] → logits [B·T,V]: P(u) = softmax(hₙ·Wₑᵀ). The softmax is the loss's, or the sampler's. */
export function gpt(t: Trace, config: ModelConfig, shape: ForwardShape): Tensor {
  const p = startPass(t, config, shape)
  return unembed(p, gptHidden(p), outputTable(p))
}

/** U = ids [B,T] → what the last block says of every token, hₙ [B,T,C]. */
export function gptHidden(p: Pass): Tensor {
  if (!isGpt1(p.config)) return variantHidden(p)
  let h = embed(p, p.weight('tokens_embed.weight'), p.weight('positions_embed.weight')) // h₀ = U·Wₑ + Wₚ  [B,T,C]
  for (let l = 0; l < p.config.nLayer; l++) h = block(p, l, h) // hₗ = transformer_block(hₗ₋₁)  [B,T,C]
  return h
}

/** n = LN₁(h + attention(h)), then LN₂(n + mlp(n)). [B,T,C] → [B,T,C] */
function block(p: Pass, l: number, h: Tensor): Tensor {
  const stream = 1 + 3 * l // of dropout: one for attention's shares, one for each sub-layer
  const n = addLayerNorm(p, `h.${l}.ln_1`, h, attention(p, l, h, stream), stream + 1) // [B,T,C]
  return addLayerNorm(p, `h.${l}.ln_2`, n, mlp(p, l, n), stream + 2) // [B,T,C]
}

/** In every head softmax(q·kᵀ/√d)·v over the tokens so far, then the projection that mixes the heads. [B,T,C] → [B,T,C] */
function attention(p: Pass, l: number, x: Tensor, stream: number): Tensor {
  const { nEmbd: C } = p.config
  const qkv = linear(p, `h.${l}.attn.c_attn`, x, 3 * C) // queries, keys and values of all heads  [B,T,3C]
  const a = attend(p, `h.${l}.attn`, qkv, stream) // [B,T,C]
  return linear(p, `h.${l}.attn.c_proj`, a, C) // [B,T,C]
}

/** gelu(n·W₁ + b₁)·W₂ + b₂, four times as wide inside. [B,T,C] → [B,T,C] */
function mlp(p: Pass, l: number, n: Tensor): Tensor {
  const { nEmbd: C } = p.config
  const inner = linear(p, `h.${l}.mlp.c_fc`, n, 4 * C, true) // [B,T,4C]
  return linear(p, `h.${l}.mlp.c_proj`, inner, C) // [B,T,C]
}

/** The matrix [V,C] that hidden states are compared with: the token embedding again, unless the model has a head of its own. */
export const outputTable = (p: Pass): Tensor => p.weight(p.variant.tied ? 'tokens_embed.weight' : 'lm_head.weight')

/** Every learned tensor, by Hugging Face's name. Weights are [in, out]. */
export function gptParameters(config: ModelConfig): ParameterSpec[] {
  if (!isGpt1(config)) return variantParameters(config)
  const { nLayer, nEmbd: C, nCtx, nVocab: V } = config
  const norm = (name: string) => [vector(`${name}.weight`, C, 1), vector(`${name}.bias`, C)]
  return [
    weight('tokens_embed.weight', [V, C]), // Wₑ
    weight('positions_embed.weight', [nCtx, C]), // Wₚ
    ...Array.from({ length: nLayer }, (_, l) => [
      ...linearParameters(`h.${l}.attn.c_attn`, C, 3 * C),
      ...linearParameters(`h.${l}.attn.c_proj`, C, C),
      ...norm(`h.${l}.ln_1`),
      ...linearParameters(`h.${l}.mlp.c_fc`, C, 4 * C),
      ...linearParameters(`h.${l}.mlp.c_proj`, 4 * C, C),
      ...norm(`h.${l}.ln_2`),
    ]).flat(),
  ]
}
