/** The map on a phone, or in a column of text: the stem at the left, everything else to its right, one block open and the others folded to their heads. */
import { visible } from '../../ui/format.ts'
import { variantOf } from '../../core/config/variant.ts'
import { Draft } from './draft.ts'
import { TINT } from './layoutAttention.ts'
import { layBlock, layStrip } from './layoutBlock.ts'
import type { LayoutInput } from './layoutModel.ts'
import { blockNames, hasNorm, learnsPositions, POSITION_ROWS, PROBABILITIES, TOKEN_ROWS } from './names.ts'
import type { Scene } from './scene.ts'

const TOP = 176
const FOOT = 118
/** Under an open block stand the names of its queries, keys and values, above the title of the block below. */
const NAMES = 22

export function layoutNarrow({ config, tokens, frame }: LayoutInput, open: number | null): Scene {
  const { width } = frame
  const { nLayer: L, nHead: H, nVocab: V, nEmbd: C } = config
  const letters = tokens.length
  const stem = { x: 0, w: Math.round(Math.min(230, width * 0.32)) }
  const area = { x: stem.w + 34, w: width - stem.w - 34 }
  const strip = width < 480 ? 20 : 24
  const weights = width >= 560
  const fold = Math.max(40, Math.min(width < 480 ? 104 : 120, 720 / L))
  const head = Math.min(fold > 70 ? fold - 52 : fold - 8, area.w / H - Math.min(8, (area.w / H) * 0.15))
  const room = { stem, area, letters, strip, head: width < 480 ? 46 : 92, weights }
  const openHigh = open === null ? 0 : NAMES - layBlock(new Draft(), config, open, { ...room, y: 0 })
  const height = TOP + (L - (open === null ? 0 : 1)) * fold + openHigh + FOOT
  const d = new Draft()
  const rows = (part: string, name: string, y: number, colour: 'token' | 'position', said: string) =>
    d.put(
      {
        part,
        name,
        kind: 'activation',
        box: { x: stem.x, y, w: stem.w, h: strip },
        colour,
        rows: [0, letters],
        columns: [0, C],
        turned: true,
      },
      said,
      { size: `${letters} × ${C}` },
    )

  d.flow({ kind: 'strands', box: { x: 0, y: 134, w: stem.w, h: height - 36 - 134 }, count: letters, colour: 'residual', tint: TINT })
  const learned = learnsPositions(config)
  const tokenY = height - 36 - strip
  rows('token', TOKEN_ROWS, tokenY, 'token', 'the row of the token table for each letter')
  d.word({ x: area.x, y: tokenY + 2, text: `token ${V.toLocaleString('en-GB')} × ${C}`, look: 'mono', colour: 'token' })
  if (learned) {
    rows('position', POSITION_ROWS, tokenY - strip - 8, 'position', 'the row of the position table for each place')
    d.word({ x: area.x, y: tokenY - strip - 6, text: `+ position ${config.nCtx} × ${C}`, look: 'mono', colour: 'position' })
  }
  // letters are wider than columns: each finds its own
  const step = stem.w / letters
  const spread = Math.min(Math.max(step, 9.6), width / letters)
  const one = tokens.every((token) => [...token].length === 1)
  for (const [i, token] of tokens.entries()) {
    d.flow({
      kind: 'down',
      from: { y: height - 35, x0: (i + 0.5) * step - 0.7, x1: (i + 0.5) * step + 0.7 },
      to: { y: height - 24, x0: (i + 0.5) * spread - 0.7, x1: (i + 0.5) * spread + 0.7 },
      colour: 'residual',
      tint: 0.35,
    })
    d.word({
      x: (i + 0.5) * spread,
      y: height - 25,
      text: visible(token),
      look: 'letter',
      align: 'centre',
      column: i,
      from: (one ? 7 : 8.4 * [...token].length) / spread,
    })
  }

  let y = height - FOOT
  layStrip(d, config, { ...room, y }, y, 'h.0.before', blockNames(config, 0).before, 'what the first block reads')
  for (let layer = 0; layer < L; layer++) {
    const names = blockNames(config, layer)
    const from = y
    if (layer === open) {
      d.word({ x: area.x, y: y + strip / 2 - openHigh - 2, text: `block ${layer}`, look: 'block' })
      y = layBlock(d, config, layer, { ...room, y: y - NAMES })
      d.word({ x: width, y: from + strip / 2 - openHigh, text: 'close −', look: 'sans', align: 'right' })
      d.part(`h.${layer}`, `block ${layer}`, { x: area.x, y: y - 12, w: area.w, h: 24 }, {})
    } else {
      const middle = y - fold / 2 + 10
      d.flow({
        kind: 'band',
        from: { x: stem.w, y0: middle - 12, y1: middle + 12 },
        to: { x: area.x, y0: middle - head / 2, y1: middle + head / 2 },
        colour: 'residual',
        tint: TINT,
      })
      const pitch = Math.min(area.w / H, head + 16)
      for (let h = 0; h < H; h++)
        d.put(
          {
            part: `h.${layer}.attn.head.${h}`,
            name: names.shares,
            kind: 'shares',
            box: { x: area.x + h * pitch, y: middle - head / 2, w: head, h: head },
            colour: 'probability',
            rows: [h * letters, (h + 1) * letters],
            columns: [0, letters],
            turned: false,
          },
          `block ${layer}, head ${h}`,
          { size: `${letters} × ${letters} shares`, opens: { layer, head: h } },
        )
      const air = fold - head
      if (air > 36) d.word({ x: area.x, y: middle - head / 2 - 26, text: `block ${layer}`, look: 'block' })
      d.word({ x: width, y: middle - head / 2 - (air > 36 ? 24 : air > 22 ? 19 : 4), text: 'open +', look: 'sans', align: 'right' })
      d.part(`h.${layer}`, `block ${layer}`, { x: area.x, y: middle - head / 2 - 28, w: area.w, h: head + 34 }, { layer })
      y -= fold
      if (variantOf(config).norm === 'post' && hasNorm(config, `h.${layer}.ln_2`))
        d.mark({ kind: 'rail', upright: false, box: { x: 0, y: y + strip / 2 + 6, w: stem.w, h: 6 } })
    }
    layStrip(d, config, { ...room, y }, y, `h.${layer}.after`, names.after, `block ${layer}, what goes out`)
  }

  d.put(
    {
      part: 'logits',
      name: 'logits',
      kind: 'activation',
      box: { x: 0, y: 134, w: stem.w, h: 14 },
      colour: 'residual',
      rows: [0, letters],
      columns: [0, V],
      turned: true,
    },
    'logits',
    { size: `${letters} × ${V.toLocaleString('en-GB')}` },
  )
  d.mark({ kind: 'bars', box: { x: 0, y: 62, w: stem.w, h: 60 } })
  d.part(PROBABILITIES, 'probabilities of the next letter', { x: 0, y: 62, w: stem.w, h: 61 })
  for (let i = 0; i < letters; i++)
    d.word({ x: (i + 0.5) * step, y: 40, text: '', look: 'guess', align: 'centre', column: i, from: 8 / step })
  d.flow({
    kind: 'band',
    from: { x: stem.w, y0: 108, y1: 122 },
    to: { x: area.x, y0: 26, y1: 140 },
    colour: 'probability',
    tint: 0.12,
  })
  return d.done({
    width,
    height,
    columns: { x: 0, w: stem.w, count: letters, top: 38, bottom: height - 34 },
    line: { x: 0, step: spread, y: height - 29 },
    list: { x: area.x + 6, y: 0, w: area.w - 10, h: 150 },
    lead: null,
    scale: { number: strip / C, letter: area.w / 3 / letters, column: step },
  })
}
