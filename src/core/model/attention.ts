/** Attention of a GPT, with the variants of later models and the cuts of surgery. */
import { rotaryTable } from '../ops/rotary/op.ts'
import type { Tensor } from '../plan/plan.ts'
import { headSizeOf, kvHeads } from '../variant.ts'
import { linear } from './layers.ts'
import type { Pass } from './pass.ts'

/** Rotary positions turn the i-th pair by position · base^(−2i/D) (Su et al. 2021). */
const ROTARY_BASE = 10_000

/** softmax(q·kᵀ/√d)·v in every head, then the projection that mixes the heads. [B,T,C] → [B,T,C] */
export function attention(p: Pass, layer: number, x: Tensor, stream: number): Tensor {
  const { t, shape } = p
  const { nHead, nEmbd: C, nCtx } = p.config
  const { batch: B, time: T } = shape
  const name = `h.${layer}.attn`
  const headSize = headSizeOf(p.config)
  const width = nHead * headSize
  const scale = p.surgery.noScale ? 1 : 1 / Math.sqrt(headSize)
  const qkv = replaceHeads(p, layer, queriesKeysValues(p, name, x))
  const out = t.activation(`${name}.out`, [B, T, width])
  if (shape.decode) {
    const cache = { keys: t.state(`${name}.keys`, [nCtx, width]), values: t.state(`${name}.values`, [nCtx, width]) }
    t.call('attentionDecode', { qkv }, { out, ...cache }, { time: T, heads: nHead, headSize, scale, ctx: nCtx })
  } else {
    const lse = t.activation(`${name}.lse`, [B, nHead, T])
    const probs = shape.inspect ? t.activation(`${name}.probs`, [B, nHead, T, T]) : undefined
    const causal = p.surgery.noMask ? 0 : 1
    t.call(
      'attention',
      { qkv },
      { out, lse, probs },
      { batch: B, time: T, heads: nHead, headSize, scale, dropout: p.dropout, stream, causal },
    )
  }
  return linear(p, `${name}.c_proj`, out, C)
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
