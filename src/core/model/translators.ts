/**
 * Three transformers that read a source and write an answer, of the same parts: the first one's encoder and decoder (Vaswani et al.
 * 2017, section 3.1), one stack that reads the source without a mask (a prefix LM, Raffel et al. 2020), and one with a causal mask
 * throughout (Liu et al. 2018). Source and answer have T tokens each; post-norm, tied output, no dropout.
 */
import type { ModelConfig } from '../config.ts'
import { contributeTo } from '../ops/add/contribution.ts'
import type { Tensor } from '../plan/plan.ts'
import type { ParameterSpec, Trace } from '../plan/trace.ts'
import { add, addLayerNorm, attend, linear, unembed } from './layers.ts'
import { linearParameters, vector, weight } from './parameters.ts'
import { type Pass, startPass } from './pass.ts'

export type TranslatorFamily = 'encoder-decoder' | 'prefix' | 'decoder'

export interface TranslatorConfig {
  family: TranslatorFamily
  /** blocks of the encoder, and as many of the decoder; of the one stack, all */
  nLayer: number
  nHead: number
  nEmbd: number
  /** tokens of a source, and of an answer */
  time: number
  nVocab: number
}

/** As the layers want it; the vocabulary is one for both languages. */
const sizesOf = ({ nLayer, nHead, nEmbd, nVocab, time, family }: TranslatorConfig): ModelConfig => ({
  nLayer,
  nHead,
  nEmbd,
  nVocab,
  nCtx: family === 'encoder-decoder' ? time : 2 * time,
  dropout: 0,
})

export function translatorParameters(config: TranslatorConfig): ParameterSpec[] {
  const { family, nLayer, nEmbd: C, nVocab: V, time: T } = config
  const norm = (name: string) => [vector(`${name}.weight`, C, 1), vector(`${name}.bias`, C)]
  const attention = (name: string) => [...linearParameters(`${name}.c_attn`, C, 3 * C), ...linearParameters(`${name}.c_proj`, C, C)]
  const block = (name: string, crosses: boolean) => [
    ...attention(`${name}.attn`),
    ...norm(`${name}.ln_1`),
    ...(crosses ? [...attention(`${name}.cross`), ...norm(`${name}.ln_cross`)] : []),
    ...linearParameters(`${name}.mlp.c_fc`, C, 4 * C),
    ...linearParameters(`${name}.mlp.c_proj`, 4 * C, C),
    ...norm(`${name}.ln_2`),
  ]
  const stack = (name: string, crosses = false) => Array.from({ length: nLayer }, (_, l) => block(`${name}.${l}`, crosses)).flat()
  const table = weight('tokens_embed.weight', [V, C])
  if (family !== 'encoder-decoder') return [table, weight('positions_embed.weight', [2 * T, C]), ...stack('h')]
  return [
    table,
    weight('encoder.positions_embed.weight', [T, C]),
    weight('decoder.positions_embed.weight', [T, C]),
    ...stack('encoder'),
    ...stack('decoder', true),
  ]
}

/** source, answer [B,T] → logits [B·T,V] of the token after each of the answer's. With `inspect`, the shares of every attention. */
export function translator(t: Trace, config: TranslatorConfig, batch: number, inspect = false): Tensor {
  const { family, time: T, nEmbd: C } = config
  const sizes = sizesOf(config)
  const table = t.weight('tokens_embed.weight')
  if (family === 'encoder-decoder') {
    const shape = { batch, time: T, inspect }
    const [reads, writes] = [startPass(t, { ...sizes, surgery: { noMask: true } }, shape), startPass(t, sizes, shape)]
    const source = encoder(reads)
    return unembed(writes, decoder(writes, reads, source), table)
  }
  const p = startPass(t, sizes, { batch, time: 2 * T, inspect })
  let x = embed(p, 'ids', 'positions_embed.weight')
  for (let l = 0; l < sizes.nLayer; l++)
    x = block(p, `h.${l}`, x, (qkv, name) => (family === 'prefix' ? prefixAttend(p, name, qkv) : attend(p, name, qkv, 0)))
  const hidden = pick(t, 'answer', x, rowsOfHalf(batch, T, 1), C)
  return unembed({ ...p, rows: batch * T }, hidden, table)
}

/** source [B,T] → what the last block says of each of its tokens, all of which read all. */
function encoder(p: Pass): Tensor {
  let x = embed(p, 'source', 'encoder.positions_embed.weight')
  for (let l = 0; l < p.config.nLayer; l++) x = block(p, `encoder.${l}`, x, (qkv, name) => attend(p, name, qkv, 0))
  return x
}

/** answer [B,T] → hidden states: in each block causal self-attention, then attention to the source, then the feed-forward layer. */
function decoder(p: Pass, unmasked: Pass, source: Tensor): Tensor {
  let x = embed(p, 'answer', 'decoder.positions_embed.weight')
  for (let l = 0; l < p.config.nLayer; l++) {
    const name = `decoder.${l}`
    const crosses = (n: Tensor) => addLayerNorm(p, `${name}.ln_cross`, n, crossAttention(unmasked, `${name}.cross`, n, source), 0)
    x = block(p, name, x, (qkv, at) => attend(p, at, qkv, 0), crosses)
  }
  return x
}

function block(p: Pass, name: string, x: Tensor, attention: (qkv: Tensor, name: string) => Tensor, between = (n: Tensor) => n): Tensor {
  const { nEmbd: C } = p.config
  const mixed = linear(p, `${name}.attn.c_proj`, attention(linear(p, `${name}.attn.c_attn`, x, 3 * C), `${name}.attn`), C)
  const n = between(addLayerNorm(p, `${name}.ln_1`, x, mixed, 0))
  const inner = linear(p, `${name}.mlp.c_fc`, n, 4 * C, true)
  return addLayerNorm(p, `${name}.ln_2`, n, linear(p, `${name}.mlp.c_proj`, inner, C), 0)
}

/**
 * Queries of x, keys and values of the source, both [B,T,C]. One matrix [C,3C] has all three, as in self-attention: its first third is
 * multiplied with x and the rest with the source. So the kernel is self-attention's, which asks only where its columns lie.
 */
function crossAttention(p: Pass, name: string, x: Tensor, source: Tensor): Tensor {
  const { nEmbd: C } = p.config
  const part = (of: Tensor, what: 'queries' | 'offers', from: number, to: number): Tensor => {
    const all = p.t.activation(`${name}.${what}.all`, [...of.shape.slice(0, -1), 3 * C])
    const inputs = { x: of, weight: p.weight(`${name}.c_attn.weight`), bias: p.weight(`${name}.c_attn.bias`) }
    p.t.call('linear', inputs, { y: all }, { rows: p.rows, in: C, out: 3 * C, transposed: 0 })
    const scale = p.t.constant(
      `cross ${what}`,
      [3 * C],
      Float32Array.from({ length: 3 * C }, (_, c) => (c >= from && c < to ? 1 : 0)),
    )
    const y = p.t.activation(`${name}.${what}`, all.shape)
    p.t.call('scaleColumns', { x: all, scale }, { y }, { rows: p.rows, width: 3 * C })
    return y
  }
  const qkv = add(p, `${name}.qkv`, part(x, 'queries', 0, C), part(source, 'offers', C, 3 * C))
  return linear(p, `${name}.c_proj`, attend(p, name, qkv, 0), C)
}

/**
 * qkv [B,2T,3C] → [B,2T,C]: a source token reads the whole source, an answer's token the source and the answer so far. Two passes, one
 * over the source without a mask, one causal over both, and of each the rows that are right.
 */
function prefixAttend(p: Pass, name: string, qkv: Tensor): Tensor {
  const { batch, time } = p.shape
  const [T, C] = [time / 2, p.config.nEmbd]
  const first = rowsOfHalf(batch, T, 0)
  const source = pick(p.t, `${name}.source.qkv`, qkv, first, 3 * C)
  const half = { ...p, rows: batch * T, shape: { ...p.shape, time: T }, surgery: { noMask: true } }
  const read = attend(half, `${name}.source`, { ...source, shape: [batch, T, 3 * C] }, 0)
  const second = rowsOfHalf(batch, T, 1)
  const written = pick(p.t, `${name}.written`, attend(p, name, qkv, 0), second, C)
  const rows = put(p.t, `${name}.halves`, [batch, time, C], written, second)
  return put(p.t, `${name}.both`, [batch, time, C], read, first, rows)
}

function embed(p: Pass, input: string, positions: string): Tensor {
  const { batch, time } = p.shape
  const { nEmbd: width, nVocab: vocab, nCtx: ctx } = p.config
  const ids = p.t.input(input, [batch, time], 'i32')
  const x = p.t.activation(`${input}.embed`, [batch, time, width])
  const tables = { wte: p.weight('tokens_embed.weight'), wpe: p.weight(positions) }
  p.t.call('embedding', { ids, ...tables }, { x }, { batch, time, width, vocab, ctx, dropout: 0, stream: 0, decode: 0 })
  return x
}

/** Row numbers, in [B,2T], of the sources (0) or the answers (1). */
const rowsOfHalf = (batch: number, T: number, half: 0 | 1): Int32Array =>
  Int32Array.from({ length: batch * T }, (_, i) => 2 * T * Math.floor(i / T) + half * T + (i % T))

const rowsConstant = (t: Trace, at: Int32Array): Tensor => t.constant(at[0] === 0 ? 'source rows' : 'answer rows', [at.length], at)

/** x [M,width] → its rows `at` [N,width] */
function pick(t: Trace, name: string, x: Tensor, at: Int32Array, width: number): Tensor {
  const y = t.activation(name, [at.length, width])
  const rows = x.shape.slice(0, -1).reduce((a, b) => a * b, 1)
  t.call('gatherRows', { x, at: rowsConstant(t, at) }, { y }, { rows, picked: at.length, width })
  return y
}

/** Zeros, or `onto`, of that shape, with the rows of x added at `at`. The kernel is the gradient of `pick`; as a forward call it has its rule from here. */
function put(t: Trace, name: string, shape: readonly number[], x: Tensor, at: Int32Array, onto?: Tensor): Tensor {
  const y = t.activation(name, shape)
  const width = shape.at(-1)!
  const args = { rows: shape.slice(0, -1).reduce((a, b) => a * b, 1), picked: at.length, width }
  t.call('gatherRowsBackward', { dy: x, at: rowsConstant(t, at), addend: onto }, { dx: y }, args)
  t.rules.set(t.calls.at(-1)!, (tape) => {
    const dy = tape.gradientOf(y)
    if (!dy) return
    if (onto) tape.share(onto, dy)
    contributeTo(x, tape, (dx) => tape.call('gatherRows', { x: dy, at: rowsConstant(t, at) }, { y: dx }, args))
  })
  return y
}
