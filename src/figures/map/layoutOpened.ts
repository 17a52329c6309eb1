/** The scene of one opened block: what comes in at the foot, what goes out at the top, the whole width for what happens between. */
import { Draft } from './draft.ts'
import { layBlock, layStrip } from './layoutBlock.ts'
import { TINT } from './layoutAttention.ts'
import type { LayoutInput } from './layoutModel.ts'
import { blockNames } from './names.ts'
import { visible } from '../../ui/format.ts'
import type { Scene } from './scene.ts'

export function layoutOpened({ config, tokens, frame }: LayoutInput, layer: number): Scene {
  const { width } = frame
  const letters = tokens.length
  const names = blockNames(config, layer)
  const stem = { x: 0, w: Math.min(240, width * 0.2) }
  const area = { x: stem.w + 92, w: width - stem.w - 92 }
  const strip = 34
  // Laid out upwards from 0, then moved down into the frame.
  const room = { stem, area, y: 0, letters, strip, head: 132, weights: true }
  const trial = layBlock(new Draft(), config, layer, room)
  const top = 34
  const y = top + strip / 2 - trial
  const d = new Draft()
  const height = y + strip / 2 + 34
  d.flow({ kind: 'strands', box: { x: stem.x, y: 0, w: stem.w, h: height - 24 }, count: letters, colour: 'residual', tint: TINT })
  layStrip(d, config, room, y, `h.${layer}.before`, names.before, `block ${layer}, what comes in`)
  const out = layBlock(d, config, layer, { ...room, y })
  layStrip(d, config, room, out, `h.${layer}.after`, names.after, `block ${layer}, what goes out`)
  const step = stem.w / letters
  const one = tokens.every((token) => [...token].length === 1)
  for (const [i, token] of tokens.entries())
    d.word({
      x: stem.x + (i + 0.5) * step,
      y: height - 26,
      text: visible(token),
      look: 'letter',
      align: 'centre',
      column: i,
      from: (one ? 8 : 8.4 * [...token].length) / step,
    })
  const beside = stem.w + 10
  d.word({ x: beside, y: out - 8, text: layer + 1 < config.nLayer ? `to block ${layer + 1}` : 'to the logits', look: 'sans' })
  d.word({ x: beside, y: y + strip / 2 + 6, text: layer > 0 ? `from block ${layer - 1}` : 'token + position', look: 'sans' })
  return d.done({
    width,
    height,
    columns: { x: stem.x, w: stem.w, count: letters, top: 4, bottom: height - 6 },
    line: { x: stem.x, step, y: height - 30 },
    list: null,
    lead: null,
    scale: { number: strip / config.nEmbd, letter: area.w / 3 / letters, column: step },
  })
}
