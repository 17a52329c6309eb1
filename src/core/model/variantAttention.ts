/** Attention in GPTs that are not GPT-1: rotary positions, keys and values that heads share, and heads that surgery replaced. */
import { rotaryTable } from '../ops/rotary/op.ts'
import type { Tensor } from '../plan/plan.ts'
import { headSizeOf, kvHeads } from '../config/variant.ts'
import { attend, linear } from './layers.ts'
import type { Pass } from './pass.ts'

/** Rotary positions turn the i-th pair by position · base^(−2i/D) (Su et al. 2021). */
const ROTARY_BASE = 10_000

/** As in gpt.ts: softmax(q·kᵀ/√d)·v in every head, then the projection that mixes the heads. [B,T,C] → [B,T,C] */
export function variantAttention(p: Pass, layer: number, x: Tensor, stream: number): Tensor {
  const name = `h.${layer}.attn`
  const qkv = replaceHeads(p, layer, queriesKeysValues(p, name, x))
  return linear(p, `${name}.c_proj`, attend(p, name, qkv, stream), p.config.nEmbd)
}

/** [B,T,C] → [B,T,3·H·D]: queries, keys and values side by side; keys and values of fewer heads are repeated. */
function queriesKeysValues(p: Pass, name: string, x: Tensor): Tensor {
  const { batch, time, decode } = p.shape
  const { nHead: heads, nCtx } = p.config
  const sizes = { heads, kvHeads: kvHeads(p.config), headSize: headSizeOf(p.config) }
  let qkv = linear(p, `${name}.c_attn`, x, (heads + 2 * sizes.kvHeads) * sizes.headSize)
  if (p.variant.positions === 'rotary' && !p.surgery.noPositions) {
    const [D, y] = [sizes.headSize, p.t.activation(`${name}.rotary`, qkv.shape)]
    const table = p.t.constant('rotation', [nCtx, 2, D / 2], rotaryTable(nCtx, D, ROTARY_BASE))
    p.t.call('rotary', { x: qkv, table }, { y }, { batch, time, ...sizes, inverse: 0, decode: decode ? 1 : 0 })
    qkv = y
  }
  if (sizes.kvHeads < heads) {
    const y = p.t.activation(`${name}.repeated`, [batch, time, 3 * heads * sizes.headSize])
    p.t.call('repeatHeads', { x: qkv }, { y }, { rows: p.rows, ...sizes })
    qkv = y
  }
  return qkv
}

/** A head whose values are 0 says nothing; one whose queries are 0 scores all tokens alike. */
function replaceHeads(p: Pass, layer: number, qkv: Tensor): Tensor {
  const cuts = p.surgery.heads?.filter((cut) => cut.layer === layer) ?? []
  if (cuts.length === 0) return qkv
  const headSize = headSizeOf(p.config)
  const width = p.config.nHead * headSize
  const scale = new Float32Array(3 * width).fill(1)
  for (const { head, with: put } of cuts) {
    const from = (put === 'nothing' ? 2 * width : 0) + head * headSize
    scale.fill(0, from, from + headSize)
  }
  const name = `h.${layer}.attn.cut`
  const y = p.t.activation(name, qkv.shape)
  p.t.call('scaleColumns', { x: qkv, scale: p.t.constant(`${name}.scale`, [3 * width], scale) }, { y }, { rows: p.rows, width: 3 * width })
  return y
}
