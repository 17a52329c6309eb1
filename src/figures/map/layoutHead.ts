/** One head: queries stand as rows at the left, keys as columns below, so that a cell lies where its two vectors meet; values below the keys, the mix at the right. */
import { visible } from '../../ui/format.ts'
import { Draft } from './draft.ts'
import { TINT } from './layoutAttention.ts'
import type { LayoutInput } from './layoutModel.ts'
import { blockNames, qkvColumns, widthsOf } from './names.ts'
import type { Box, Scene, TensorItem } from './scene.ts'

const MOST_CELL = 48
/** From this width the stem and the other heads have room. */
const WIDE = 1000
/** Heads of a block that stand under each other. */
const MOST_DOWN = 16

export function layoutHead({ config, tokens, frame }: LayoutInput, layer: number, head: number): Scene {
  const T = tokens.length
  const { width } = frame
  const names = blockNames(config, layer)
  const widths = widthsOf(config)
  const { nHead: H } = config
  const D = widths.headSize
  const wide = width >= WIDE
  const lab = 24
  const vector = wide ? 72 : Math.max(24, width * 0.09)
  const left = (wide ? 412 : 0) + vector + lab
  const right = vector + 14 + (wide ? 170 : 4)
  const across = wide ? 60 : 34
  const cell = Math.min(MOST_CELL, (width - left - right) / T, 560 / T)
  const size = cell * T
  const top = wide ? 8 : 26
  const keys = top + size + 26
  const values = keys + across + 10
  const height = Math.max(wide ? 700 : 0, values + across + (wide ? 12 : 34))
  const qx = left - lab - vector
  const zx = left + size + 14
  const d = new Draft()
  const block = `block ${layer}, head ${head}`
  const part = (name: string) => `h.${layer}.attn.${name}`
  const slice = (which: 0 | 1 | 2) => {
    const [from] = qkvColumns(widths, which)
    return [from + head * D, from + (head + 1) * D] as const
  }
  const put = (item: Pick<TensorItem, 'part' | 'name' | 'colour' | 'columns' | 'turned'>, box: Box, said: string) =>
    d.put({ ...item, kind: 'activation', box, rows: [0, T] }, said, { size: `${T} × ${D}` })

  if (wide) layStem(d, { config, tokens, frame }, layer, { qx, bottom: top + size, keys, values, across, left, head, height })

  put(
    { part: part('query'), name: names.qkv, colour: 'query', columns: slice(0), turned: false },
    { x: qx, y: top, w: vector, h: size },
    `${block}, queries`,
  )
  put(
    { part: part('key'), name: names.qkv, colour: 'key', columns: slice(1), turned: true },
    { x: left, y: keys, w: size, h: across },
    `${block}, keys`,
  )
  put(
    { part: part('value'), name: names.qkv, colour: 'value', columns: slice(2), turned: true },
    { x: left, y: values, w: size, h: across },
    `${block}, values`,
  )
  // values go right and up, into the mix
  d.flow({
    kind: 'band',
    from: { x: left + size, y0: values, y1: values + across },
    to: { x: zx + vector / 2, y0: values, y1: values + across },
    colour: 'value',
    tint: 0.26,
  })
  d.flow({
    kind: 'down',
    from: { y: top + size, x0: zx, x1: zx + vector },
    to: { y: values + across, x0: zx, x1: zx + vector },
    colour: 'value',
    tint: 0.26,
  })
  put(
    { part: part('mix'), name: names.mix, colour: 'value', columns: [head * D, (head + 1) * D], turned: false },
    { x: zx, y: top, w: vector, h: size },
    `${block}, the mix of values`,
  )
  d.put(
    {
      part: part(`head.${head}`),
      name: names.shares,
      kind: 'shares',
      box: { x: left, y: top, w: size, h: size },
      colour: 'probability',
      rows: [head * T, (head + 1) * T],
      columns: [0, T],
      turned: false,
    },
    block,
    { size: `${T} × ${T} shares` },
  )
  for (const [i, token] of tokens.entries()) {
    const text = visible([...token].length > 3 && cell < 40 ? `${[...token].slice(0, 2).join('')}…` : token)
    d.word({ x: left - lab / 2, y: top + (i + 0.5) * cell - 11, text, look: 'letter', align: 'centre', colour: 'query', from: 11 / cell })
    d.word({ x: left + (i + 0.5) * cell, y: top + size + 2, text, look: 'letter', align: 'centre', colour: 'key', from: 9 / cell })
  }
  if (wide) {
    d.word({ x: qx - 10, y: top + 2, text: 'q what it looks for', look: 'sans', align: 'right', colour: 'query' })
    d.word({ x: zx + vector + 14, y: keys + across / 2 - 8, text: 'k what it is found by', look: 'sans', colour: 'key' })
    d.word({ x: zx + vector + 14, y: values + across / 2 - 8, text: 'v what it hands over', look: 'sans', colour: 'value' })
    d.word({ x: zx + vector + 14, y: top + size - 40, text: 'the mix, Σ αv', look: 'sans', colour: 'value' })
    d.flow({
      kind: 'band',
      from: { x: zx + vector, y0: top + size * 0.72, y1: top + size * 0.72 + vector },
      to: { x: zx + vector + 34, y0: top + size * 0.72, y1: top + size * 0.72 + vector },
      colour: 'value',
      tint: 0.26,
    })
    d.mark({ kind: 'tip', x: zx + vector + 34, y: top + size * 0.72 + vector / 2, side: 1, colour: 'value' })
    d.word({ x: zx + vector + 46, y: top + size * 0.72 + vector / 2 - 8, text: 'to c_proj', look: 'mono' })
    const side = Math.ceil(H / MOST_DOWN)
    const down = Math.ceil(H / side)
    const air = down <= 6 ? 20 : 4
    const small = Math.min(92, 124 / side - 4, (height - 8) / down - air)
    for (let n = 0; n < H; n++) {
      const box = {
        x: width - (side - Math.floor(n / down)) * (small + 4) + 4,
        y: 8 + (n % down) * (small + air),
        w: small,
        h: small,
      }
      if (n === head) d.mark({ kind: 'rail', upright: true, box: { x: box.x - 4, y: box.y, w: 3, h: small } })
      d.tensors.push({
        part: `other.${n}`,
        name: names.shares,
        kind: 'shares',
        box,
        colour: 'probability',
        rows: [n * T, (n + 1) * T],
        columns: [0, T],
        turned: false,
      })
      d.part(`other.${n}`, `block ${layer}, head ${n}`, box, { layer, head: n })
      if (small >= 56) d.word({ x: width, y: box.y, text: `head ${n}`, look: n === head ? 'strong' : 'sans', align: 'right' })
    }
  } else {
    d.word({ x: qx, y: 2, text: 'q', look: 'name', colour: 'query' })
    d.word({ x: zx, y: 2, text: 'mix', look: 'sans', colour: 'value' })
    d.word({ x: Math.max(0, qx), y: keys + across / 2 - 8, text: 'keys', look: 'sans', colour: 'key' })
    d.word({ x: Math.max(0, qx), y: values + across / 2 - 8, text: 'values', look: 'sans', colour: 'value' })
  }
  return d.done({
    width,
    height,
    columns: { x: left, w: size, count: 0, top: top, bottom: top },
    line: { x: 0, step: cell, y: height },
    list: null,
    lead: wide ? { x: 0, y: 136, w: 300, h: 200 } : null,
    scale: { number: vector / D, letter: cell, column: cell },
  })
}

interface Joint {
  qx: number
  bottom: number
  keys: number
  values: number
  across: number
  left: number
  head: number
  height: number
}

/** What the head hangs from: the stem at the left, and the weights that make its three vectors. */
function layStem(
  d: Draft,
  { config, tokens }: LayoutInput,
  layer: number,
  { qx, bottom, keys, values, across, left, head, height }: Joint,
): void {
  const names = blockNames(config, layer)
  const widths = widthsOf(config)
  const T = tokens.length
  const stem = Math.min(207, T * 24)
  const strip = 84
  const x = 0
  const y = height - 40 - strip
  const fan = { x: 282, y: height - 30 - 144, w: 48, h: 144 }
  d.flow({ kind: 'strands', box: { x, y: y - 250, w: stem, h: 250 + strip + 12 }, count: T, colour: 'residual', tint: TINT })
  const put = (part: string, name: string, at: number, said: string) =>
    d.put(
      {
        part,
        name,
        kind: 'activation',
        box: { x, y: at, w: stem, h: strip },
        colour: 'residual',
        rows: [0, T],
        columns: [0, widths.C],
        turned: true,
      },
      said,
      { size: `${T} × ${widths.C}` },
    )
  put(`h.${layer}.before`, names.before, y, `block ${layer}, what comes in`)
  put(`h.${layer}.between`, names.between, y - 232, `block ${layer}, after attention`)
  d.mark({ kind: 'rail', upright: false, box: { x, y: y - 122, w: stem, h: 6 } })
  d.word({ x: stem + 10, y: y - 127, text: 'LayerNorm', look: 'sans' })
  d.flow({ kind: 'torn', box: { x: stem, y: y - 96, w: 84, h: 64 }, side: 1, colour: 'residual', tint: TINT })
  d.mark({ kind: 'plus', x: stem + 13, y: y - 64, r: 8 })
  d.word({ x: stem + 27, y: y - 72, text: 'c_proj', look: 'mono' })
  d.flow({
    kind: 'band',
    from: { x: stem, y0: y, y1: y + strip },
    to: { x: fan.x, y0: fan.y, y1: fan.y + fan.h },
    colour: 'residual',
    tint: TINT,
  })
  d.put(
    {
      part: `h.${layer}.attn.c_attn`,
      name: names.weights.attn,
      kind: 'weight',
      box: fan,
      colour: 'ink',
      rows: [0, widths.C],
      columns: [0, widths.query + 2 * widths.key],
      turned: true,
    },
    `block ${layer}, attention’s first weights, c_attn`,
    { size: `${widths.C} × ${widths.query + 2 * widths.key}` },
  )
  d.word({ x: fan.x + 24, y: fan.y - 18, text: 'c_attn', look: 'mono', align: 'centre' })
  const all = widths.query + 2 * widths.key
  const slice = fan.h * (widths.headSize / all)
  const ends = [
    { colour: 'query', x: qx, y0: bottom - 110, y1: bottom },
    { colour: 'key', x: left, y0: keys, y1: keys + across },
    { colour: 'value', x: left, y0: values, y1: values + across },
  ] as const
  for (const [i, { colour, ...to }] of ends.entries()) {
    const start = i === 0 ? 0 : i === 1 ? widths.query : widths.query + widths.key
    const mine = i === 0 ? head : Math.floor((head * widths.key) / widths.query)
    const from = fan.y + (fan.h * (start + mine * widths.headSize)) / all
    d.flow({ kind: 'band', from: { x: fan.x + fan.w, y0: from, y1: from + slice }, to, colour, tint: 0.26 })
  }
  const step = stem / T
  for (const [i, token] of tokens.entries())
    d.word({
      x: x + (i + 0.5) * step,
      y: height - 24,
      text: visible(token),
      look: 'letter',
      align: 'centre',
      from: (8.4 * [...token].length) / step,
    })
}
