/** One block opened beside the stem: attention above what it reads, the feed-forward layer above that. On phones in its place, elsewhere alone. */
import type { ModelConfig } from '../../core/config.ts'
import { variantOf } from '../../core/config/variant.ts'
import type { Draft } from './draft.ts'
import { TINT } from './layoutAttention.ts'
import { blockNames, hasNorm, qkvColumns, widthsOf } from './names.ts'

export interface BlockRoom {
  /** the stem's left edge and width */
  stem: { x: number; w: number }
  /** where the branches may stand */
  area: { x: number; w: number }
  /** middle of the strip that comes in */
  y: number
  letters: number
  /** height of a letter's row on the stem */
  strip: number
  /** room for a head, and whether weights are drawn */
  head: number
  weights: boolean
}

const CONCEPTS = ['query', 'key', 'value'] as const
const GAP = 8

/** @returns the middle of the strip that goes out */
export function layBlock(d: Draft, config: ModelConfig, layer: number, room: BlockRoom): number {
  const between = layAttentionUp(d, config, layer, room)
  return layFeedForwardUp(d, config, layer, { ...room, y: between })
}

/** A row of letters on the stem. */
export function layStrip(
  d: Draft,
  config: ModelConfig,
  { stem, letters, strip }: BlockRoom,
  y: number,
  part: string,
  name: string,
  said: string,
): void {
  d.put(
    {
      part,
      name,
      kind: 'activation',
      box: { x: stem.x, y: y - strip / 2, w: stem.w, h: strip },
      colour: 'residual',
      rows: [0, letters],
      columns: [0, config.nEmbd],
      turned: true,
    },
    said,
    { size: `${letters} × ${config.nEmbd}` },
  )
}

/** The way back over the branch's top, into ⊕, and the norm behind it. @returns the middle of the next strip */
function layReturn(
  d: Draft,
  config: ModelConfig,
  layer: number,
  { stem, area, strip }: BlockRoom,
  y: number,
  norm: 'ln_1' | 'ln_2',
): number {
  const right = stem.x + stem.w
  const post = variantOf(config).norm === 'post' && hasNorm(config, `h.${layer}.${norm}`)
  d.flow({
    kind: 'band',
    from: { x: right + 20, y0: y - strip / 2, y1: y + strip / 2 },
    to: { x: area.x + area.w, y0: y - strip / 2, y1: y + strip / 2 },
    colour: 'residual',
    tint: TINT,
  })
  d.word({ x: area.x + 8, y: y - 8, text: post ? 'c_proj, add, LayerNorm' : 'c_proj, add', look: 'mono' })
  d.mark({ kind: 'tip', x: right + 32, y, side: -1, colour: 'residual' })
  d.mark({ kind: 'plus', x: right + 13, y, r: 8 })
  if (post) d.mark({ kind: 'rail', upright: false, box: { x: stem.x, y: y - strip / 2 - 9, w: stem.w, h: 6 } })
  return y - strip - 18
}

function rails(d: Draft, config: ModelConfig, layer: number, { stem, strip }: BlockRoom, y: number, norm: string): void {
  if (variantOf(config).norm === 'pre' && hasNorm(config, `h.${layer}.${norm}`))
    d.mark({ kind: 'rail', upright: true, box: { x: stem.x + stem.w + 8, y: y - strip / 2 - 3, w: 5, h: strip + 6 } })
}

function layAttentionUp(d: Draft, config: ModelConfig, layer: number, room: BlockRoom): number {
  const { stem, area, y, letters, strip, weights } = room
  const names = blockNames(config, layer)
  const widths = widthsOf(config)
  const block = `block ${layer}`
  const part = (name: string) => `h.${layer}.attn.${name}`
  const { nHead: H } = config
  const third = area.w / 3
  const own = third - GAP
  const foot = y + strip / 2
  d.flow({
    kind: 'band',
    from: { x: stem.x + stem.w, y0: foot - strip, y1: foot },
    to: { x: area.x + area.w - GAP, y0: foot - strip, y1: foot },
    colour: 'residual',
    tint: TINT,
  })
  rails(d, config, layer, room, y, 'ln_1')
  const outs = [0, widths.query, widths.query + widths.key, widths.query + 2 * widths.key]
  const rowFoot = weights ? foot - strip - 10 : foot
  const rowTop = rowFoot - strip
  for (const [i, concept] of CONCEPTS.entries()) {
    const x = area.x + i * third
    if (weights) {
      d.tensors.push({
        part: part('c_attn'),
        name: names.weights.attn,
        kind: 'weight',
        box: { x, y: foot - strip, w: own, h: strip },
        colour: 'ink',
        rows: [0, widths.C],
        columns: [outs[i]!, outs[i + 1]!],
        turned: false,
      })
      d.flow({
        kind: 'down',
        from: { y: rowFoot, x0: x, x1: x + own },
        to: { y: foot - strip, x0: x, x1: x + own },
        colour: concept,
        tint: 0.3,
      })
    }
    d.put(
      {
        part: part(concept),
        name: names.qkv,
        kind: 'activation',
        box: { x, y: rowTop, w: own, h: strip },
        colour: concept,
        rows: [0, letters],
        columns: qkvColumns(widths, i as 0 | 1 | 2),
        turned: true,
      },
      `${block}, ${['queries', 'keys', 'values'][i]}`,
      { size: `${letters} × ${widths.query}` },
    )
    d.word({
      x: x + own / 2,
      y: foot + 3,
      text: weights ? `c_attn → ${concept}` : concept,
      look: 'mono',
      align: 'centre',
      colour: concept,
      from: 80 / own,
    })
  }
  if (weights)
    d.part(part('c_attn'), `${block}, attention’s first weights, c_attn`, { x: area.x, y: foot - strip, w: area.w - GAP, h: strip })

  const pitch = area.w / H
  const head = Math.min(room.head, pitch - Math.min(GAP, pitch * 0.15))
  const headsFoot = rowTop - Math.max(26, Math.min(56, area.w * 0.08))
  const headsTop = headsFoot - head
  for (let h = 0; h < H; h++) {
    const x = area.x + h * pitch
    for (const [i, concept] of CONCEPTS.entries()) {
      const slice = own / H
      const from = area.x + i * third + h * slice
      const to = x + (i * head) / 3
      d.flow({
        kind: 'down',
        from: { y: headsFoot, x0: to, x1: to + head / 3 },
        to: { y: rowTop, x0: from, x1: from + slice },
        colour: concept,
        tint: 0.3,
      })
    }
    d.put(
      {
        part: part(`head.${h}`),
        name: names.shares,
        kind: 'shares',
        box: { x, y: headsTop, w: head, h: head },
        colour: 'probability',
        rows: [h * letters, (h + 1) * letters],
        columns: [0, letters],
        turned: false,
      },
      `${block}, head ${h}`,
      { size: `${letters} × ${letters} shares`, opens: { layer, head: h } },
    )
    if (weights)
      d.word({ x: x + head, y: headsTop, text: `head ${h}`, look: 'mono', align: 'right', colour: 'probability', from: 60 / head })
  }
  if (!weights) return layReturn(d, config, layer, room, headsTop - 8 - strip / 2, 'ln_1')

  const mixFoot = headsTop - 26
  const mix = area.w * 0.62
  for (let h = 0; h < H; h++) {
    const x = area.x + h * pitch
    d.flow({
      kind: 'down',
      from: { y: mixFoot, x0: area.x + (h * mix) / H, x1: area.x + ((h + 1) * mix) / H - 1 },
      to: { y: headsTop, x0: x, x1: x + head * 0.5 },
      colour: 'value',
      tint: 0.3,
    })
  }
  d.put(
    {
      part: part('mix'),
      name: names.mix,
      kind: 'activation',
      box: { x: area.x, y: mixFoot - strip, w: mix, h: strip },
      colour: 'value',
      rows: [0, letters],
      columns: [0, widths.query],
      turned: true,
    },
    `${block}, the mix of values`,
    { size: `${letters} × ${widths.query}` },
  )
  const px = area.x + mix + 44
  const pw = area.w - mix - 44 - strip
  const across = { y0: mixFoot - strip, y1: mixFoot }
  d.flow({ kind: 'band', from: { x: area.x + mix, ...across }, to: { x: px, ...across }, colour: 'value', tint: 0.3 })
  d.put(
    {
      part: part('c_proj'),
      name: names.weights.attnOut,
      kind: 'weight',
      box: { x: px, y: mixFoot - strip, w: pw, h: strip },
      colour: 'ink',
      rows: [0, widths.query],
      columns: [0, widths.C],
      turned: false,
    },
    `${block}, attention’s last weights, c_proj`,
    { size: `${widths.query} × ${widths.C}` },
  )
  d.word({ x: area.x + mix + 22, y: mixFoot - strip / 2 - 8, text: 'mix', look: 'mono', align: 'centre', colour: 'value' })
  const back = mixFoot - strip - 12 - strip / 2
  d.flow({
    kind: 'down',
    from: { y: back + strip / 2, x0: px, x1: px + pw },
    to: { y: mixFoot - strip, x0: px, x1: px + pw },
    colour: 'residual',
    tint: TINT,
  })
  return layReturn(d, config, layer, room, back, 'ln_1')
}

function layFeedForwardUp(d: Draft, config: ModelConfig, layer: number, room: BlockRoom): number {
  const { stem, area, y, letters, strip, weights } = room
  const names = blockNames(config, layer)
  const { C, inner, bent } = widthsOf(config)
  const block = `block ${layer}`
  const part = (name: string) => `h.${layer}.mlp.${name}`
  layStrip(d, config, room, y, `h.${layer}.between`, names.between, `${block}, after attention`)
  const number = strip / C
  const cap = Math.min(1, (area.w * 0.42) / (Math.max(inner, bent) * number), 190 / (Math.max(inner, bent) * number))
  const [high, after] = [inner * number * cap, bent * number * cap]
  const foot = y + strip / 2
  const bend = Math.max(38, area.w * 0.1)
  const w = weights ? strip : 0
  const air = weights ? 14 : 0
  const wide = (area.w - 2 * w - 2 * air - bend) / 2
  const at = { weight: area.x, inner: area.x + w + air, bent: area.x + w + air + wide + bend, out: area.x + area.w - w }
  const tall = Math.max(high, after)
  d.flow({
    kind: 'band',
    from: { x: stem.x + stem.w, y0: y - strip / 2, y1: foot },
    to: { x: area.x, y0: foot - high, y1: foot },
    colour: 'residual',
    tint: TINT,
  })
  d.flow({
    kind: 'band',
    from: { x: area.x, y0: foot - high, y1: foot },
    to: { x: area.x + area.w, y0: foot - after, y1: foot },
    colour: 'residual',
    tint: TINT,
  })
  rails(d, config, layer, room, y, 'ln_2')
  const weight = (name: string, tensor: string, x: number, h: number, rows: number, columns: number, turned: boolean, said: string) =>
    d.put(
      {
        part: part(name),
        name: tensor,
        kind: 'weight',
        box: { x, y: foot - h, w, h },
        colour: 'ink',
        rows: [0, rows],
        columns: [0, columns],
        turned,
      },
      `${block}, ${said}, ${name}`,
      { size: `${rows} × ${columns}` },
    )
  if (weights) {
    weight('c_fc', names.weights.inner, at.weight, high, C, inner, true, 'the feed-forward layer’s first weights')
    weight('c_proj', names.weights.out, at.out, after, bent, C, false, 'the feed-forward layer’s last weights')
    d.word({ x: at.weight + w / 2, y: foot + 3, text: 'c_fc', look: 'mono', align: 'centre' })
    d.word({ x: at.out + w, y: foot + 3, text: 'c_proj', look: 'mono', align: 'right' })
  }
  const hidden = (name: string, tensor: string, x: number, h: number, columns: number, said: string) =>
    d.put(
      {
        part: part(name),
        name: tensor,
        kind: 'activation',
        box: { x, y: foot - h, w: wide, h },
        colour: 'residual',
        rows: [0, letters],
        columns: [0, columns],
        turned: true,
      },
      `${block}, the hidden layer ${said}`,
      { size: `${letters} × ${columns}` },
    )
  const { activation } = variantOf(config)
  hidden('inner', names.inner, at.inner, high, inner, 'before its bend')
  hidden('bent', names.bent, at.bent, after, bent, 'after its bend')
  const size = Math.min(60, bend)
  d.mark({
    kind: 'bend',
    box: { x: at.inner + wide + (bend - size) / 2, y: foot - tall / 2 - size / 2, w: size, h: size },
    curve: activation === 'gelu-erf' ? 'gelu' : activation,
  })
  return layReturn(d, config, layer, room, foot - tall - 10 - strip / 2, 'ln_2')
}
