/** GPT-1, as in Radford et al. 2018, section 3.1: a decoder-only transformer, post-norm, with a tied output. */
import { type ModelConfig, INIT_STD, LAYER_NORM_EPS } from '../config.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'

/** Every learned tensor, by Hugging Face's name. Weights are [in, out]. */
export function gptParameters({ nLayer, nEmbd: C, nCtx, nVocab }: ModelConfig): ParameterSpec[] {
  const weight = (name: string, ...shape: number[]): ParameterSpec => ({ name, shape, init: { kind: 'normal', std: INIT_STD } })
  const vector = (name: string, n: number, value = 0): ParameterSpec => ({ name, shape: [n], init: { kind: 'constant', value } })
  const block = (h: string): ParameterSpec[] => [
    weight(`${h}.attn.c_attn.weight`, C, 3 * C),
    vector(`${h}.attn.c_attn.bias`, 3 * C),
    weight(`${h}.attn.c_proj.weight`, C, C),
    vector(`${h}.attn.c_proj.bias`, C),
    vector(`${h}.ln_1.weight`, C, 1),
    vector(`${h}.ln_1.bias`, C),
    weight(`${h}.mlp.c_fc.weight`, C, 4 * C),
    vector(`${h}.mlp.c_fc.bias`, 4 * C),
    weight(`${h}.mlp.c_proj.weight`, 4 * C, C),
    vector(`${h}.mlp.c_proj.bias`, C),
    vector(`${h}.ln_2.weight`, C, 1),
    vector(`${h}.ln_2.bias`, C),
  ]
  return [
    weight('tokens_embed.weight', nVocab, C),
    weight('positions_embed.weight', nCtx, C),
    ...Array.from({ length: nLayer }, (_, i) => block(`h.${i}`)).flat(),
  ]
}

export interface ForwardShape {
  batch: number
  time: number
  /** dropout on: a training pass */
  training?: boolean
  /** keep every attention probability, `h.N.attn.probs` [B,H,T,T] */
  inspect?: boolean
  /** one token against a KV cache: batch = time = 1 */
  decode?: boolean
}

/** ids [B,T] → logits [B·T, V]: embed, nLayer blocks, and the token embedding again, transposed. */
export function gpt(t: Trace, config: ModelConfig, shape: ForwardShape): Tensor {
  const { batch: B, time: T } = shape
  const dropout = shape.training ? config.dropout : 0
  const wte = t.weight('tokens_embed.weight')
  const ids = t.input('ids', [B, T], 'i32')

  // h₀ = U·Wₑ + Wₚ
  let x = t.activation('embed', [B, T, config.nEmbd])
  t.call(
    'embedding',
    { ids, wte, wpe: t.weight('positions_embed.weight') },
    { x },
    {
      batch: B,
      time: T,
      width: config.nEmbd,
      vocab: config.nVocab,
      ctx: config.nCtx,
      dropout,
      stream: 0,
      decode: shape.decode ? 1 : 0,
    },
  )
  // hₗ = transformer_block(hₗ₋₁)
  for (let i = 0; i < config.nLayer; i++) x = block(t, config, shape, `h.${i}`, x, dropout, 1 + 3 * i)
  // P(u) = softmax(hₙ·Wₑᵀ)
  const logits = t.activation('logits', [B * T, config.nVocab])
  t.call('linear', { x, weight: wte }, { y: logits }, { rows: B * T, in: config.nEmbd, out: config.nVocab, transposed: 1 })
  return logits
}

/** n = LN₁(x + attention(x)); h = LN₂(n + mlp(n)) */
function block(t: Trace, config: ModelConfig, shape: ForwardShape, h: string, x: Tensor, dropout: number, stream: number): Tensor {
  const n = addNorm(t, config, `${h}.ln_1`, x, attend(t, config, shape, `${h}.attn`, x, dropout, stream), dropout, stream + 1)
  return addNorm(t, config, `${h}.ln_2`, n, mlp(t, config, `${h}.mlp`, n), dropout, stream + 2)
}

/** softmax(q·kᵀ/√d)·v in every head, then the projection that mixes the heads. */
function attend(t: Trace, config: ModelConfig, shape: ForwardShape, name: string, x: Tensor, dropout: number, stream: number): Tensor {
  const { nHead, nEmbd: C, nCtx } = config
  const { batch: B, time: T } = shape
  const headSize = C / nHead
  const scale = 1 / Math.sqrt(headSize)
  const qkv = linear(t, `${name}.c_attn`, x, 3 * C)
  const out = t.activation(`${name}.out`, [B, T, C])
  if (shape.decode) {
    const cache = { keys: t.state(`${name}.keys`, [nCtx, C]), values: t.state(`${name}.values`, [nCtx, C]) }
    t.call('attentionDecode', { qkv }, { out, ...cache }, { heads: nHead, headSize, scale, ctx: nCtx })
  } else {
    const lse = t.activation(`${name}.lse`, [B, nHead, T])
    const probs = shape.inspect ? t.activation(`${name}.probs`, [B, nHead, T, T]) : undefined
    t.call('attention', { qkv }, { out, lse, probs }, { batch: B, time: T, heads: nHead, headSize, scale, dropout, stream })
  }
  return linear(t, `${name}.c_proj`, out, C)
}

/** gelu(n·W₁ + b₁)·W₂ + b₂, four times as wide inside. */
function mlp(t: Trace, config: ModelConfig, name: string, n: Tensor): Tensor {
  return linear(t, `${name}.c_proj`, linear(t, `${name}.c_fc`, n, 4 * config.nEmbd, true), config.nEmbd)
}

/** LN(x + branch) */
function addNorm(t: Trace, config: ModelConfig, name: string, x: Tensor, branch: Tensor, dropout: number, stream: number): Tensor {
  const rows = x.shape.slice(0, -1)
  const [y, sum] = [t.activation(name, x.shape), t.activation(`${name}.sum`, x.shape)]
  const [mean, rstd] = [t.activation(`${name}.mean`, rows), t.activation(`${name}.rstd`, rows)]
  t.call(
    'addLayerNorm',
    { a: x, b: branch, gain: t.weight(`${name}.weight`), bias: t.weight(`${name}.bias`) },
    { y, sum, mean, rstd },
    {
      rows: rows.reduce((a, b) => a * b, 1),
      width: config.nEmbd,
      eps: LAYER_NORM_EPS,
      dropout,
      stream,
    },
  )
  return y
}

/** x·W + b, and GELU of it where asked. */
function linear(t: Trace, name: string, x: Tensor, out: number, withGelu = false): Tensor {
  const width = x.shape.at(-1)!
  const shape = [...x.shape.slice(0, -1), out]
  const y = t.activation(withGelu ? `${name}.gelu` : name, shape)
  const pre = withGelu ? t.activation(name, shape) : undefined
  t.call(
    'linear',
    { x, weight: t.weight(`${name}.weight`), bias: t.weight(`${name}.bias`) },
    { y, pre },
    {
      rows: x.shape.slice(0, -1).reduce((a, b) => a * b, 1),
      in: width,
      out,
      transposed: 0,
    },
  )
  return y
}
