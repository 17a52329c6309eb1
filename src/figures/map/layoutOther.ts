/** Models before the transformer, as what they are: a table of pairs; a window of letters side by side; a state that is handed on to the right. */
import { familyOf } from '../../core/config/variant.ts'
import { visible } from '../../ui/format.ts'
import { Draft } from './draft.ts'
import { TINT } from './layoutAttention.ts'
import type { LayoutInput } from './layoutModel.ts'
import { HEAD, PROBABILITIES, TOKEN_ROWS, TOKENS } from './names.ts'
import type { Colour, Scene } from './scene.ts'

const TOP = 132
const FOOT = 44

export function layoutOther({ config, tokens, frame }: LayoutInput): Scene {
  const family = familyOf(config)
  const { nLayer: L, nEmbd: C, nCtx, nVocab: V } = config
  const letters = tokens.length
  const { width } = frame
  const left = Math.min(220, width * 0.24)
  const stem = Math.min(letters * 30, width * 0.44)
  const right = left + stem
  const d = new Draft()
  const row = Math.max(22, Math.min(64, C * 0.4))
  const step = stem / letters
  const layers = family === 'bigram' ? 0 : L
  const window = family === 'mlp' ? Math.min(150, row * Math.min(nCtx, 4)) : 0
  const height = TOP + layers * (row + 56) + (family === 'bigram' ? 120 : row + 60) + window + FOOT
  d.flow({
    kind: 'strands',
    box: { x: left, y: TOP - 20, w: stem, h: height - FOOT + 12 - TOP + 20 },
    count: letters,
    colour: 'residual',
    tint: TINT,
  })

  const strip = (part: string, name: string, y: number, h: number, columns: number, colour: Colour, said: string) => {
    d.put(
      { part, name, kind: 'activation', box: { x: left, y, w: stem, h }, colour, rows: [0, letters], columns: [0, columns], turned: true },
      said,
      { size: `${letters} × ${columns.toLocaleString('en-GB')}` },
    )
    d.word({ x: right + 14, y: y + h / 2 - 8, text: said, look: 'sans' })
  }
  const matrix = (
    part: string,
    name: string,
    y: number,
    h: number,
    rows: number,
    columns: number,
    colour: Colour,
    said: string,
    x = 60,
  ) => {
    const w = Math.max(24, Math.min(left - 34 - x, h * 2))
    const at = left - 34 - w
    d.put({ part, name, kind: 'weight', box: { x: at, y, w, h }, colour, rows: [0, rows], columns: [0, columns], turned: true }, said, {
      size: `${rows.toLocaleString('en-GB')} × ${columns.toLocaleString('en-GB')}`,
    })
    d.flow({
      kind: 'band',
      from: { x: at + w, y0: y, y1: y + h },
      to: { x: left, y0: y, y1: y + h },
      colour: colour === 'ink' ? 'residual' : colour,
      tint: 0.16,
    })
    d.word({
      x: at - 8,
      y: y + h / 2 - 8,
      text: name.replace('.weight', ''),
      look: 'mono',
      align: 'right',
      colour: colour === 'ink' ? undefined : colour,
    })
  }

  let y = height - FOOT
  if (family === 'bigram') matrix('table', 'table.weight', y - 110, 96, V, V, 'token', 'the table of pairs', 8)
  else {
    y -= row
    strip('token', TOKEN_ROWS, y, row, C, 'token', 'each letter’s row of the table')
    matrix('wte', TOKENS, y, row, V, C, 'token', 'the token table')
    y -= 36
    if (family === 'mlp') {
      y -= window
      strip('window', 'window', y, window, nCtx * C, 'token', `the last ${nCtx} letters side by side`)
      y -= 30
    }
    for (let layer = 0; layer < L; layer++) {
      y -= row
      if (family === 'mlp') {
        strip(`h.${layer}`, `h.${layer}.tanh`, y, row, C, 'residual', `layer ${layer}, after tanh`)
        matrix(`h.${layer}.weight`, `h.${layer}.weight`, y, row, layer === 0 ? nCtx * C : C, C, 'ink', `layer ${layer}, its weights`)
      } else {
        strip(`h.${layer}`, `h.${layer}.state`, y, row, C, 'residual', `layer ${layer}, its state`)
        matrix(`h.${layer}.input.weight`, `h.${layer}.input.weight`, y, row, C, C, 'ink', `layer ${layer}, weights of what comes in`)
        // the state goes on to the next letter, by weights of its own
        const at = right + 190
        d.put(
          {
            part: `h.${layer}.state.weight`,
            name: `h.${layer}.state.weight`,
            kind: 'weight',
            box: { x: at, y, w: row, h: row },
            colour: 'ink',
            rows: [0, C],
            columns: [0, C],
            turned: true,
          },
          `layer ${layer}, weights of the state before`,
          { size: `${C} × ${C}` },
        )
        d.word({ x: at + row + 8, y: y + row / 2 - 8, text: 'h.state: from letter to letter', look: 'mono' })
        for (let i = 0; i + 1 < letters; i++)
          d.mark({ kind: 'tip', x: left + (i + 1) * step - 3, y: y + row / 2, side: 1, colour: 'gradient' })
      }
      y -= 56
    }
  }
  strip('logits', 'logits', TOP - 14, 16, V, 'residual', 'logits')
  if (family !== 'bigram') matrix('lm_head', HEAD, TOP + 12, Math.min(26, row), V, C, 'token', 'the output layer')
  d.mark({ kind: 'bars', box: { x: left, y: 70, w: stem, h: 40 } })
  d.part(PROBABILITIES, 'probabilities of the next letter', { x: left, y: 70, w: stem, h: 41 })
  for (const [i, token] of tokens.entries()) {
    const x = left + (i + 0.5) * step
    d.word({ x, y: 44, text: '', look: 'guess', align: 'centre', column: i, from: 8 / step })
    d.word({ x, y: height - 30, text: visible(token), look: 'letter', align: 'centre', column: i, from: (8.4 * [...token].length) / step })
  }
  const list = { x: Math.min(right + 72, width - 170), y: 2, w: Math.min(330, width - Math.min(right + 72, width - 170) - 10), h: 176 }
  return d.done({
    width,
    height,
    columns: { x: left, w: stem, count: letters, top: 44, bottom: height - 8 },
    line: { x: left, step, y: height - 34 },
    list: family === 'bigram' || right + 72 < width - 170 ? { ...list, h: TOP - 20 } : null,
    lead: null,
    scale: { number: row / C, letter: step, column: step },
  })
}
