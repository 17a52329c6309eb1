/** Both ends of the stem: the text with its tables at the foot, logits and probabilities with the table again at the top. */
import type { ModelConfig } from '../../core/config.ts'
import { variantOf } from '../../core/config/variant.ts'
import { visible } from '../../ui/format.ts'
import type { Draft } from './draft.ts'
import { HEAD, hasNorm, learnsPositions, POSITION_ROWS, POSITIONS, PROBABILITIES, TOKEN_ROWS, TOKENS, topName, widthsOf } from './names.ts'
import type { Scale } from './scale.ts'

export interface Ends {
  left: number
  right: number
  letters: number
  scale: Scale
  height: number
  width: number
  /** the middles of the first strip on the stem and of the last */
  y0: number
  yTop: number
}

/** A table is as wide as its rows at the branch's scale, or as there is room. */
const tableWidth = (rows: number, { branch }: Scale, letters: number, room: number): number =>
  Math.max(12, Math.min(room, (rows * branch) / letters))

export function layFoot(
  d: Draft,
  config: ModelConfig,
  tokens: readonly string[],
  { left, right, letters, scale, height, width }: Ends,
): void {
  const { strip, stem } = scale
  const { C } = widthsOf(config)
  const tokenY = height - 36 - strip
  const positionY = tokenY - 8 - strip
  const rows = (part: string, name: string, y: number, colour: 'token' | 'position', said: string) =>
    d.put(
      {
        part,
        name,
        kind: 'activation',
        box: { x: left, y, w: stem, h: strip },
        colour,
        rows: [0, letters],
        columns: [0, C],
        turned: true,
      },
      said,
      { size: `${letters} × ${C}` },
    )
  rows('token', TOKEN_ROWS, tokenY, 'token', 'the row of the token table for each letter')
  const wide = tableWidth(config.nVocab, scale, letters, left - 34 - 92)
  const tableX = left - 34 - wide
  table(
    d,
    { part: 'wte', name: TOKENS, x: tableX, y: tokenY, w: wide, h: strip, rows: config.nVocab, C, colour: 'token' },
    'the token table, wte',
  )
  d.flow(across(tableX + wide, left, tokenY, strip, 'token'))
  d.word({ x: tableX, y: tokenY + strip + 2, text: `wte ${config.nVocab.toLocaleString('en-GB')} × ${C}`, look: 'mono', colour: 'token' })
  if (learnsPositions(config)) {
    rows('position', POSITION_ROWS, positionY, 'position', 'the row of the position table for each place')
    const broad = tableWidth(config.nCtx, scale, letters, width - right - 34 - 150)
    table(
      d,
      { part: 'wpe', name: POSITIONS, x: right + 34, y: positionY, w: broad, h: strip, rows: config.nCtx, C, colour: 'position' },
      'the position table, wpe',
    )
    d.flow(across(right, right + 34, positionY, strip, 'position'))
    d.word({
      x: right + 34 + broad + 12,
      y: positionY + strip / 2 - 8,
      text: `wpe ${config.nCtx} × ${C}`,
      look: 'mono',
      colour: 'position',
    })
    d.mark({ kind: 'plus', x: left - 13, y: positionY - 14, r: 8 })
    d.word({ x: left - 28, y: positionY - 22, text: 'token + position', look: 'sans', align: 'right' })
  }
  const step = stem / letters
  const one = tokens.every((token) => [...token].length === 1)
  for (const [i, token] of tokens.entries())
    d.word({
      x: left + (i + 0.5) * step,
      y: height - 30,
      text: visible(token),
      look: 'letter',
      align: 'centre',
      column: i,
      from: (one ? 8 : Math.max(8, 8.4 * [...token].length)) / step,
    })
}

export function layTop(d: Draft, config: ModelConfig, { left, right, letters, scale, height, yTop }: Ends): void {
  const { strip, stem, number } = scale
  const { C } = widthsOf(config)
  const { tied, norm } = variantOf(config)
  const V = config.nVocab
  const logits = yTop - 62
  if (norm === 'pre' && hasNorm(config, 'ln_f')) d.mark({ kind: 'rail', upright: false, box: { x: left, y: yTop - 46, w: stem, h: 6 } })
  const wide = tableWidth(V, scale, letters, left - 34 - 92)
  const x = left - 34 - wide
  const y = yTop - 42
  table(
    d,
    { part: tied ? 'wte again' : 'lm_head', name: tied ? TOKENS : HEAD, x, y, w: wide, h: strip, rows: V, C, colour: 'token' },
    tied ? 'the token table again, as the output layer' : 'the output layer, lm_head',
  )
  d.flow(across(x + wide, left, y, strip, 'token'))
  d.word({ x, y: y - 19, text: tied ? 'wte again, tied' : `lm_head ${V.toLocaleString('en-GB')} × ${C}`, look: 'mono', colour: 'token' })
  if (tied) {
    const foot = height - 36 - strip / 2
    d.mark({
      kind: 'tied',
      points: [
        [x - 8, foot],
        [73, foot],
        [73, y + strip / 2],
        [x - 8, y + strip / 2],
      ],
    })
  }
  const high = Math.max(10, Math.min(16, V * number))
  d.put(
    {
      part: 'logits',
      name: 'logits',
      kind: 'activation',
      box: { x: left, y: logits, w: stem, h: high },
      colour: 'residual',
      rows: [0, letters],
      columns: [0, V],
      turned: true,
    },
    'logits',
    { size: `${letters} × ${V.toLocaleString('en-GB')}` },
  )
  const base = logits - 8
  d.mark({ kind: 'bars', box: { x: left, y: base - 36, w: stem, h: 36 } })
  d.parts.push({ id: PROBABILITIES, name: 'probabilities of the next letter', box: { x: left, y: base - 36, w: stem, h: 37 } })
  const step = stem / letters
  for (let i = 0; i < letters; i++)
    d.word({ x: left + (i + 0.5) * step, y: base - 56, text: '', look: 'guess', align: 'centre', column: i, from: 8 / step })
  d.flow({
    kind: 'band',
    from: { x: right, y0: base - 12, y1: base },
    to: { x: right + 60, y0: 27, y1: 174 },
    colour: 'probability',
    tint: 0.12,
  })
  const side = (at: number, text: string, look: 'sans' | 'strong' = 'sans', colour?: 'probability') =>
    d.word({ x: left - 12, y: at, text, look, align: 'right', colour })
  side(logits - 3, 'logits')
  side(base - 20, 'probabilities', 'sans', 'probability')
  side(base - 55, 'likeliest next')
  side(y + strip + 2, 'residual stream', 'strong')
  const top = topName(config)
  if (top === 'ln_f') d.part('ln_f', 'the last LayerNorm', { x: left, y: yTop - 48, w: stem, h: 10 })
}

interface Table {
  part: string
  name: string
  x: number
  y: number
  w: number
  h: number
  rows: number
  C: number
  colour: 'token' | 'position'
}

function table(d: Draft, { part, name, x, y, w, h, rows, C, colour }: Table, said: string): void {
  d.put({ part, name, kind: 'weight', box: { x, y, w, h }, colour, rows: [0, rows], columns: [0, C], turned: true }, said, {
    size: `${rows.toLocaleString('en-GB')} × ${C}`,
  })
}

const across = (x0: number, x1: number, y: number, h: number, colour: 'token' | 'position') =>
  ({ kind: 'band', from: { x: x0, y0: y, y1: y + h }, to: { x: x1, y0: y, y1: y + h }, colour, tint: 0.2 }) as const
