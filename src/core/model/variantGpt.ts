/** GPTs that are not GPT-1: the choices of later models, and what surgery cut out. gpt.ts is what they differ from. */
import { type ModelConfig, variantOf } from '../config.ts'
import { headSizeOf, innerWidth, kvHeads, learnedNorms } from '../config/variant.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec } from '../plan/trace.ts'
import { activate, add, addLayerNorm, dropout, embed, linear, norm } from './layers.ts'
import { linearParameters, vector, weight } from './parameters.ts'
import type { Pass } from './pass.ts'
import { positionTable } from './positions.ts'
import { variantAttention } from './variantAttention.ts'

/** ids [B,T] → what the last block says of every token [B,T,C]; where norms come first, one more at the end. */
export function variantHidden(p: Pass): Tensor {
  let h = embed(p, p.weight('tokens_embed.weight'), positionTable(p))
  for (let l = 0; l < p.config.nLayer; l++) h = block(p, l, h)
  return p.variant.norm === 'pre' ? norm(p, 'ln_f', h) : h
}

/** [B,T,C] → [B,T,C] */
function block(p: Pass, l: number, h: Tensor): Tensor {
  const stream = 1 + 3 * l
  const n = subLayer(p, `h.${l}.attn`, `h.${l}.ln_1`, h, (y) => variantAttention(p, l, y, stream), stream + 1)
  return subLayer(p, `h.${l}.mlp`, `h.${l}.ln_2`, n, (y) => mlp(p, `h.${l}.mlp`, y), stream + 2)
}

/** Post-norm, GPT-1's: LN(x + f(x)). Pre-norm, GPT-2's: x + f(LN(x)). A silent one has f(x) = 0. */
function subLayer(p: Pass, name: string, ln: string, x: Tensor, f: (y: Tensor) => Tensor, stream: number): Tensor {
  if (p.surgery.silent?.includes(name)) return p.variant.norm === 'pre' ? x : norm(p, ln, x)
  if (p.variant.norm === 'pre') return residual(p, name, x, f(norm(p, ln, x)), `${name}.sum`, stream)
  const { normKind, biases } = p.variant
  const plain = normKind === 'layer' && biases && !p.surgery.norms?.includes(ln) && !p.surgery.residuals?.includes(name)
  if (plain) return addLayerNorm(p, ln, x, f(x), stream)
  return norm(p, ln, residual(p, name, x, f(x), `${ln}.sum`, stream))
}

/** x + dropout(branch), or the branch alone where the residual was cut. */
function residual(p: Pass, name: string, x: Tensor, branch: Tensor, sum: string, stream: number): Tensor {
  const kept = dropout(p, `${name}.dropout`, branch, stream)
  return p.surgery.residuals?.includes(name) ? kept : add(p, sum, x, kept)
}

/** GPT-1's gelu(n·W₁ + b₁)·W₂ + b₂; or GELU by erf, ReLU, or the gate silu(n·V)∘(n·W) (Shazeer 2020). */
function mlp(p: Pass, name: string, n: Tensor): Tensor {
  const { nEmbd: C } = p.config
  const inner = innerWidth(p.config)
  switch (p.variant.activation) {
    case 'gelu':
      return linear(p, `${name}.c_proj`, linear(p, `${name}.c_fc`, n, inner, true), C)
    case 'gelu-erf':
    case 'relu': {
      const { activation } = p.variant
      return linear(p, `${name}.c_proj`, activate(p, activation, `${name}.c_fc.${activation}`, linear(p, `${name}.c_fc`, n, inner)), C)
    }
    case 'swiglu': {
      const x = linear(p, `${name}.c_fc`, n, 2 * inner)
      const y = p.t.activation(`${name}.c_fc.swiglu`, [...n.shape.slice(0, -1), inner])
      p.t.call('swiglu', { x }, { y }, { rows: p.rows, width: inner })
      return linear(p, `${name}.c_proj`, y, C)
    }
  }
}

/** Every learned tensor, by Hugging Face's name where it has one. */
export function variantParameters(config: ModelConfig): ParameterSpec[] {
  const { nLayer, nHead, nEmbd: C, nCtx, nVocab, surgery = {} } = config
  const { normKind, activation, positions, tied, shared, biases } = variantOf(config)
  const inner = innerWidth(config)
  const linear = (name: string, from: number, to: number) => linearParameters(name, from, to, { biases })
  const norms = learnedNorms(config)
  const gains = (name: string) => {
    if (!norms.has(name)) return []
    return [vector(`${name}.weight`, C, 1), ...(biases && normKind === 'layer' ? [vector(`${name}.bias`, C)] : [])]
  }
  const unlessSilent = (name: string, own: readonly ParameterSpec[]) => (surgery.silent?.includes(name) ? [] : own)
  const block = (h: string): ParameterSpec[] => [
    ...unlessSilent(`${h}.attn`, [
      ...linear(`${h}.attn.c_attn`, C, (nHead + 2 * kvHeads(config)) * headSizeOf(config)),
      ...linear(`${h}.attn.c_proj`, nHead * headSizeOf(config), C),
    ]),
    ...gains(`${h}.ln_1`),
    ...unlessSilent(`${h}.mlp`, [
      ...linear(`${h}.mlp.c_fc`, C, activation === 'swiglu' ? 2 * inner : inner),
      ...linear(`${h}.mlp.c_proj`, inner, C),
    ]),
    ...gains(`${h}.ln_2`),
  ]
  return [
    weight('tokens_embed.weight', [nVocab, C]),
    ...(positions === 'learned' && !surgery.noPositions ? [weight('positions_embed.weight', [nCtx, C])] : []),
    ...Array.from({ length: shared ? 1 : nLayer }, (_, i) => block(`h.${i}`)).flat(),
    ...gains('ln_f'),
    ...(tied ? [] : [weight('lm_head.weight', [nVocab, C])]),
  ]
}
