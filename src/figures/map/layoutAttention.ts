/** Attention of one block: it leaves the stem to the right, fans into queries, keys and values, passes the heads, and comes back over its own top. */
import type { ModelConfig } from '../../core/config.ts'
import { variantOf } from '../../core/config/variant.ts'
import type { Draft } from './draft.ts'
import { blockNames, hasNorm, qkvColumns, widthsOf } from './names.ts'
import type { Scale } from './scale.ts'
import type { Colour } from './scene.ts'

/** How strong a flow is beside the paper. */
export const TINT = 0.13
const CONCEPTS = ['query', 'key', 'value'] as const

/** Where the columns of the branch stand, from the stem's right edge. */
export function attentionColumns(right: number, heads: number, { strip, branch, gap }: Scale) {
  const weight = right + 34
  const qkv = weight + strip + 16
  const head = qkv + branch + Math.max(20, gap * 1.6)
  const step = branch + gap
  const mix = head + (heads - 1) * step + branch + 40
  const out = mix + branch + 14
  return { weight, qkv, head, step, mix, out, end: out + strip + 26 + strip / 2 }
}

/** `y`: the middle of the strip that the branch leaves; `back`: of the return. */
export function layAttention(
  d: Draft,
  config: ModelConfig,
  layer: number,
  at: { right: number; y: number; letters: number },
  scale: Scale,
): void {
  const { strip, branch, number, air } = scale
  const { right, y, letters } = at
  const names = blockNames(config, layer)
  const widths = widthsOf(config)
  const x = attentionColumns(right, config.nHead, scale)
  const [H, block] = [config.nHead, `block ${layer}`]
  const part = (name: string) => `h.${layer}.attn.${name}`
  const back = y - 27 * air
  const top = back + 13 * air
  const heights = [widths.query, widths.key, widths.key].map((n) => n * number)
  const room = 2 * Math.min(2, strip / 8)
  const fan = heights.reduce((a, b) => a + b, 0) + room
  const middle = top + Math.max(branch, fan) / 2
  const heads = middle - branch / 2
  let from = middle - fan / 2
  const places = heights.map((h) => {
    const place = { y: from, h }
    from += h + room / 2
    return place
  })
  d.flow({
    kind: 'band',
    from: { x: right, y0: y - strip / 2, y1: y + strip / 2 },
    to: { x: x.weight, y0: middle - fan / 2, y1: middle + fan / 2 },
    colour: 'residual',
    tint: TINT,
  })
  if (variantOf(config).norm === 'pre' && hasNorm(config, `h.${layer}.ln_1`))
    d.mark({ kind: 'rail', upright: true, box: { x: right + 6, y: y - strip / 2 - 3, w: 5, h: strip + 6 } })

  // c_attn, one column a number that comes in, one row a number that goes out; queries, keys and values apart
  const outs = [0, widths.query, widths.query + widths.key, widths.query + 2 * widths.key]
  for (const [i, { y: py, h }] of places.entries())
    d.tensors.push({
      part: part('c_attn'),
      name: names.weights.attn,
      kind: 'weight',
      box: { x: x.weight, y: py, w: strip, h },
      colour: 'ink',
      rows: [0, widths.C],
      columns: [outs[i]!, outs[i + 1]!],
      turned: true,
    })
  d.parts.push({
    id: part('c_attn'),
    name: `${block}, attention’s first weights, c_attn`,
    box: { x: x.weight, y: middle - fan / 2, w: strip, h: fan },
    size: `${widths.C} × ${widths.query + 2 * widths.key}`,
  })

  for (const [i, concept] of CONCEPTS.entries()) {
    const { y: py, h } = places[i]!
    const band = (x0: number, h0: number, x1: number, h1: number, colour: Colour, tint: number) => {
      const mid = py + h / 2
      d.flow({
        kind: 'band',
        from: { x: x0, y0: mid - h0 / 2, y1: mid + h0 / 2 },
        to: { x: x1, y0: mid - h1 / 2, y1: mid + h1 / 2 },
        colour,
        tint,
      })
    }
    band(x.weight + strip, h, x.qkv, h, concept, 0.3)
    d.put(
      {
        part: part(concept),
        name: names.qkv,
        kind: 'activation',
        box: { x: x.qkv, y: py, w: branch, h },
        colour: concept,
        rows: [0, letters],
        columns: qkvColumns(widths, i as 0 | 1 | 2),
        turned: true,
      },
      `${block}, ${['queries', 'keys', 'values'][i]}`,
      { size: `${letters} × ${widths.query}`, opens: { layer } },
    )
    // what a head has taken is gone from the flow
    for (let head = 0; head < H; head++) {
      const x0 = head === 0 ? x.qkv + branch : x.head + (head - 1) * x.step + branch
      const left = (h * (H - head)) / H
      band(x0, left, x.head + head * x.step, left, concept, 0.3)
    }
  }

  for (let head = 0; head < H; head++) {
    const hx = x.head + head * x.step
    d.put(
      {
        part: part(`head.${head}`),
        name: names.shares,
        kind: 'shares',
        box: { x: hx, y: heads, w: branch, h: branch },
        colour: 'probability',
        rows: [head * letters, (head + 1) * letters],
        columns: [0, letters],
        turned: false,
      },
      `${block}, head ${head}`,
      { size: `${letters} × ${letters} shares`, opens: { layer, head } },
    )
    if (head + 1 === H) continue
    const mixed = (head + 1) * widths.headSize * number
    const foot = { y0: heads + branch - Math.min(branch, mixed), y1: heads + branch }
    d.flow({ kind: 'band', from: { x: hx + branch, ...foot }, to: { x: hx + x.step, ...foot }, colour: 'value', tint: 0.5 })
  }
  const mixed = widths.query * number
  d.flow({
    kind: 'band',
    from: { x: x.head + (H - 1) * x.step + branch, y0: heads + branch - Math.min(branch, mixed), y1: heads + branch },
    to: { x: x.mix, y0: middle - mixed / 2, y1: middle + mixed / 2 },
    colour: 'value',
    tint: 0.5,
  })
  d.put(
    {
      part: part('mix'),
      name: names.mix,
      kind: 'activation',
      box: { x: x.mix, y: middle - mixed / 2, w: branch, h: mixed },
      colour: 'value',
      rows: [0, letters],
      columns: [0, widths.query],
      turned: true,
    },
    `${block}, the mix of values`,
    { size: `${letters} × ${widths.query}`, opens: { layer } },
  )
  const straight = { y0: middle - mixed / 2, y1: middle + mixed / 2 }
  d.flow({ kind: 'band', from: { x: x.mix + branch, ...straight }, to: { x: x.out, ...straight }, colour: 'value', tint: 0.3 })
  d.put(
    {
      part: part('c_proj'),
      name: names.weights.attnOut,
      kind: 'weight',
      box: { x: x.out, y: middle - mixed / 2, w: strip, h: mixed },
      colour: 'ink',
      rows: [0, widths.query],
      columns: [0, widths.C],
      turned: false,
    },
    `${block}, attention’s last weights, c_proj`,
    { size: `${widths.query} × ${widths.C}` },
  )
  d.flow({
    kind: 'turn',
    x: x.out + strip,
    y0: middle,
    y1: back,
    to: right + 13,
    thick: strip,
    reach: 22,
    side: 1,
    colour: 'residual',
    tint: TINT,
  })
  d.mark({ kind: 'tip', x: right + 32, y: back, side: -1, colour: 'residual' })
  d.mark({ kind: 'plus', x: right + 13, y: back, r: Math.min(8, 3 + strip / 3) })
}
