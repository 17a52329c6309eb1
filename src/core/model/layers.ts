/** The layers that the models are made of. Each names its result and leaves one kernel call in the trace. */
import { headSizeOf } from '../config/variant.ts'
import { elements, type Tensor } from '../plan/plan.ts'
import type { Pass } from './pass.ts'

/** ids [B,T] → Wₑ[ids] (+ positions) [B,T,C] */
export function embed(p: Pass, table: Tensor, positions?: Tensor): Tensor {
  const { batch: B, time: T, decode } = p.shape
  const { nEmbd: width, nVocab: vocab, nCtx: ctx } = p.config
  const ids = p.t.input('ids', [B, T], 'i32')
  const x = p.t.activation('embed', [B, T, width])
  p.t.call(
    'embedding',
    { ids, wte: table, wpe: positions },
    { x },
    { batch: B, time: T, width, vocab, ctx, dropout: p.dropout, stream: 0, decode: decode ? 1 : 0 },
  )
  return x
}

/** x·W + b, and GELU of it where asked; without b where the model has no biases. */
export function linear(p: Pass, name: string, x: Tensor, out: number, withGelu = false): Tensor {
  const shape = [...x.shape.slice(0, -1), out]
  const y = p.t.activation(withGelu ? `${name}.gelu` : name, shape)
  const pre = withGelu ? p.t.activation(name, shape) : undefined
  const bias = p.variant.biases ? p.weight(`${name}.bias`) : undefined
  p.t.call('linear', { x, weight: p.weight(`${name}.weight`), bias }, { y, pre }, { rows: p.rows, in: x.shape.at(-1)!, out, transposed: 0 })
  return y
}

/**
 * qkv [B,T,3·H·D], queries, keys and values side by side → softmax(q·kᵀ/√D)·v of each of H heads [B,T,H·D]. The mask hides what comes
 * after a token. A decoding pass has the keys and values of earlier tokens in its cache.
 */
export function attend(p: Pass, name: string, qkv: Tensor, stream: number): Tensor {
  const { batch: B, time: T, decode, inspect } = p.shape
  const { nHead: heads, nCtx: ctx } = p.config
  const headSize = headSizeOf(p.config)
  const width = heads * headSize
  const scale = p.surgery.noScale ? 1 : 1 / Math.sqrt(headSize)
  const out = p.t.activation(`${name}.out`, [B, T, width])
  if (decode) {
    const cache = { keys: p.t.state(`${name}.keys`, [ctx, width]), values: p.t.state(`${name}.values`, [ctx, width]) }
    p.t.call('attentionDecode', { qkv }, { out, ...cache }, { time: T, heads, headSize, scale, ctx })
    return out
  }
  const lse = p.t.activation(`${name}.lse`, [B, heads, T])
  const probs = inspect ? p.t.activation(`${name}.probs`, [B, heads, T, T]) : undefined
  const causal = p.surgery.noMask ? 0 : 1
  p.t.call('attention', { qkv }, { out, lse, probs }, { batch: B, time: T, heads, headSize, scale, dropout: p.dropout, stream, causal })
  return out
}

/** hidden states [B,T,C] → logits [B·T,V] = x·Wᵀ (+ b), W [V,C]: an embedding read backwards. */
export function unembed(p: Pass, x: Tensor, table: Tensor, bias?: Tensor): Tensor {
  const logits = p.t.activation('logits', [p.rows, p.config.nVocab])
  p.t.call('linear', { x, weight: table, bias }, { y: logits }, { rows: p.rows, in: p.config.nEmbd, out: p.config.nVocab, transposed: 1 })
  return logits
}

/** LN(x + dropout(branch)) in one kernel, as GPT-1 has it after both sub-layers. */
export function addLayerNorm(p: Pass, name: string, x: Tensor, branch: Tensor, stream: number): Tensor {
  const rows = x.shape.slice(0, -1)
  const [y, sum] = [p.t.activation(name, x.shape), p.t.activation(`${name}.sum`, x.shape)]
  const [mean, rstd] = [p.t.activation(`${name}.mean`, rows), p.t.activation(`${name}.rstd`, rows)]
  p.t.call(
    'addLayerNorm',
    { a: x, b: branch, gain: p.weight(`${name}.weight`), bias: p.weight(`${name}.bias`) },
    { y, sum, mean, rstd },
    { rows: p.rows, width: p.config.nEmbd, eps: p.variant.normEps, dropout: p.dropout, stream },
  )
  return y
}

/** LayerNorm or RMSNorm of x, as the variant says; x itself where the norm was cut out. */
export function norm(p: Pass, name: string, x: Tensor): Tensor {
  if (p.surgery.norms?.includes(name)) return x
  const rms = p.variant.normKind === 'rms'
  const rows = x.shape.slice(0, -1)
  const y = p.t.activation(name, x.shape)
  const [mean, rstd] = [p.t.activation(`${name}.mean`, rows), p.t.activation(`${name}.rstd`, rows)]
  const bias = p.variant.biases && !rms ? p.weight(`${name}.bias`) : undefined
  p.t.call(
    'norm',
    { x, gain: p.weight(`${name}.weight`), bias },
    { y, mean, rstd },
    { rows: p.rows, width: p.config.nEmbd, eps: p.variant.normEps, kind: rms ? 1 : 0 },
  )
  return y
}

export function add(p: Pass, name: string, a: Tensor, b: Tensor): Tensor {
  const y = p.t.activation(name, a.shape)
  p.t.call('add', { a, b }, { y }, { size: elements(a.shape) })
  return y
}

/** x with some numbers set to zero and the rest scaled up; x itself outside training. */
export function dropout(p: Pass, name: string, x: Tensor, stream: number): Tensor {
  if (p.dropout === 0) return x
  const y = p.t.activation(name, x.shape)
  p.t.call('dropout', { x }, { y }, { size: elements(x.shape), dropout: p.dropout, stream })
  return y
}

const KINDS = { gelu: 0, relu: 1, tanh: 2, 'gelu-erf': 3 } as const

export function activate(p: Pass, kind: keyof typeof KINDS, name: string, x: Tensor): Tensor {
  const y = p.t.activation(name, x.shape)
  p.t.call('activation', { x }, { y }, { size: elements(x.shape), kind: KINDS[kind] })
  return y
}
