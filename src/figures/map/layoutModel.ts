/** The whole of a GPT: the text at the bottom, the guess at the top, the residual stream between them as a stem, blocks as pairs of branches. */
import type { ModelConfig } from '../../core/config.ts'
import { parameterCount } from '../../core/config/parameterCount.ts'
import { variantOf } from '../../core/config/variant.ts'
import { Draft } from './draft.ts'
import { attentionColumns, layAttention, TINT } from './layoutAttention.ts'
import { feedForwardColumns, layFeedForward } from './layoutFeedForward.ts'
import { layFoot, layTop } from './layoutEnds.ts'
import { blockNames, hasNorm, widthsOf } from './names.ts'
import { FOOTROOM, HEADROOM, solveScale } from './scale.ts'
import { around, type Scene } from './scene.ts'

export interface LayoutInput {
  config: ModelConfig
  /** as the model reads them */
  tokens: readonly string[]
  frame: { width: number; height: number }
}

export function layoutModel({ config, tokens, frame }: LayoutInput): Scene {
  const letters = tokens.length
  const widths = widthsOf(config)
  const { nLayer: L, nHead: H } = config
  const pre = variantOf(config).norm === 'pre'
  const scale = solveScale({
    width: widths.C,
    inner: Math.max(widths.inner, widths.bent),
    fan: widths.query + 2 * widths.key,
    layers: L,
    heads: H,
    letters,
    frame,
  })
  const { pitch, strip, stem, branch } = scale
  const half = pitch / 2
  const d = new Draft()

  // Left of the stem stand names, the turn and the feed-forward layer.
  const left = 80 - feedForwardColumns(0, scale).end
  const right = left + stem
  const y0 = HEADROOM + Math.max(0, 106 - pitch) + L * pitch
  const fan = (widths.query + 2 * widths.key) * scale.number + 4
  const height = y0 + Math.max(FOOTROOM, Math.max(fan, branch) - 14 * scale.air + 49 + 2 * strip)
  const width = Math.max(frame.width, attentionColumns(right, H, scale).end + 8)
  const yTop = y0 - L * pitch
  const ends = { left, right, letters, scale, height, width, y0, yTop }

  d.flow({
    kind: 'strands',
    box: { x: left, y: yTop - 62, w: stem, h: height - 36 - (yTop - 62) },
    count: letters,
    colour: 'residual',
    tint: TINT,
  })
  layFoot(d, config, tokens, ends)
  const strand = (part: string, name: string, y: number, said: string) =>
    d.put(
      {
        part,
        name,
        kind: 'activation',
        box: { x: left, y: y - strip / 2, w: stem, h: strip },
        colour: 'residual',
        rows: [0, letters],
        columns: [0, widths.C],
        turned: true,
      },
      said,
      { size: `${letters} × ${widths.C}` },
    )
  const each = blockCount(config)
  for (let layer = 0; layer < L; layer++) {
    const names = blockNames(config, layer)
    const y = y0 - layer * pitch
    const from = d.parts.length
    strand(`h.${layer}.before`, names.before, y, `block ${layer}, what comes in`)
    layAttention(d, config, layer, { right, y, letters }, scale)
    strand(`h.${layer}.between`, names.between, y - half, `block ${layer}, after attention`)
    layFeedForward(d, config, layer, { left, y: y - half, letters }, scale)
    if (!pre)
      for (const [i, norm] of ['ln_1', 'ln_2'].entries())
        if (hasNorm(config, `h.${layer}.${norm}`))
          d.mark({ kind: 'rail', upright: false, box: { x: left, y: y - i * half - half * 0.694 - 3, w: stem, h: 6 } })
    d.part(
      `h.${layer}`,
      `block ${layer}`,
      around([...d.parts.slice(from).map(({ box }) => box), { x: 0, y: y - half - 12, w: 60, h: 36 }]),
      {
        layer,
      },
    )
    d.word({ x: 0, y: y - half - 12, text: `block ${layer}`, look: 'block', from: 34 / pitch })
    if (pitch > 60) d.word({ x: 0, y: y - half + 9, text: each.toLocaleString('en-GB'), look: 'mono', from: 60 / pitch })
  }
  if (pitch > 76) d.word({ x: 0, y: y0 - half + 28, text: 'numbers', look: 'sans' })
  strand('top', blockNames(config, L - 1).after, yTop, 'what the last block gives out')
  layTop(d, config, ends)

  const x = attentionColumns(right, H, scale)
  const columns = y0 - (L - 1) * pitch - 27 * scale.air - strip / 2 - 22
  const named = (cx: number, text: string, colour?: 'query' | 'key' | 'value' | 'probability') =>
    d.word({ x: cx, y: columns, text, look: 'mono', align: 'centre', colour })
  named(x.weight + strip / 2, 'c_attn')
  for (const [i, [text, colour]] of (
    [
      ['q', 'query'],
      ['k', 'key'],
      ['v', 'value'],
    ] as const
  ).entries())
    named(x.qkv + branch / 2 + (i - 1) * Math.min(15, branch / 4), text, colour)
  for (let head = 0; head < H; head++)
    if (branch + scale.gap > 48 || head % Math.ceil(48 / (branch + scale.gap)) === 0)
      named(x.head + head * x.step + branch / 2, `head ${head}`, 'probability')
  named(x.mix + branch / 2, 'mix', 'value')
  named(x.out + strip / 2 + 4, 'c_proj')
  const f = feedForwardColumns(left, scale)
  const under = y0 - half - 14 * scale.air + Math.max(widths.inner, widths.bent) * scale.number + 5
  for (const [cx, text] of [
    [f.weight + strip / 2, 'c_fc'],
    [f.bent + branch + 19, bendOf(config)],
    [f.out + strip / 2, 'c_proj'],
  ] as const)
    d.word({ x: cx, y: under, text, look: 'mono', align: 'centre' })

  const listX = right + 72
  const leadX = Math.max(listX + 260, width - 344)
  return d.done({
    width,
    height,
    columns: { x: left, w: stem, count: letters, top: yTop - 126, bottom: height - 8 },
    line: { x: left, step: stem / letters, y: height - 34 },
    list: { x: listX, y: 2, w: Math.min(360, (width - 344 - 20 > listX + 200 ? leadX : width) - listX - 20), h: 176 },
    lead: width - leadX >= 300 ? { x: leadX, y: 2, w: width - leadX, h: 170 } : null,
    scale: { number: scale.number, letter: branch / letters, column: stem / letters },
  })
}

const bendOf = (config: ModelConfig): string =>
  ({ gelu: 'GELU', 'gelu-erf': 'GELU', relu: 'ReLU', swiglu: 'SwiGLU' })[variantOf(config).activation]

/** Learned numbers of one block, as built. */
function blockCount(config: ModelConfig): number {
  const of = (nLayer: number) => parameterCount({ ...config, nLayer, surgery: undefined, variant: { ...config.variant, shared: false } })
  return of(2) - of(1)
}
