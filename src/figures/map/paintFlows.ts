/** Flows and marks of a map on a canvas, in the scene's own pixels. */
import type { Mode } from './data.ts'
import type { Rgb } from './ramp.ts'
import type { Palette } from './bitmaps.ts'
import type { Colour, Flow, Mark } from './scene.ts'

const css = (c: Rgb): string => `rgb(${c.join()})`
const mixed = (a: Rgb, b: Rgb, t: number): Rgb => [0, 1, 2].map((i) => Math.round(a[i]! + (b[i]! - a[i]!) * t)) as unknown as Rgb

/** Gradients flow in one colour; where weights are the subject, flows stand back. */
export function tinted(palette: Palette, colour: Colour, tint: number, mode: Mode): string {
  return css(mixed(palette.paper, palette[mode === 'backward' ? 'gradient' : colour], mode === 'change' ? tint * 0.6 : tint))
}

export function paintFlow(c: CanvasRenderingContext2D, flow: Flow, palette: Palette, mode: Mode): void {
  const fill = tinted(palette, flow.colour, flow.tint, mode)
  c.fillStyle = fill
  switch (flow.kind) {
    case 'band': {
      const { from, to } = flow
      const m = (from.x + to.x) / 2
      c.beginPath()
      c.moveTo(from.x, from.y0)
      c.bezierCurveTo(m, from.y0, m, to.y0, to.x, to.y0)
      c.lineTo(to.x, to.y1)
      c.bezierCurveTo(m, to.y1, m, from.y1, from.x, from.y1)
      c.fill()
      return
    }
    case 'down': {
      const { from, to } = flow
      const m = (from.y + to.y) / 2
      c.beginPath()
      c.moveTo(from.x0, from.y)
      c.bezierCurveTo(from.x0, m, to.x0, m, to.x0, to.y)
      c.lineTo(to.x1, to.y)
      c.bezierCurveTo(to.x1, m, from.x1, m, from.x1, from.y)
      c.fill()
      return
    }
    case 'turn': {
      const { x, y0, y1, to, thick, reach, side } = flow
      const edge = x + side * (6 + reach)
      const r = Math.min(reach, Math.abs(y0 - y1) / 2)
      c.strokeStyle = fill
      c.lineWidth = thick
      c.beginPath()
      c.moveTo(x, y0)
      c.lineTo(x + side * 6, y0)
      c.arcTo(edge, y0, edge, y1, r)
      c.arcTo(edge, y1, to, y1, r)
      c.lineTo(to, y1)
      c.stroke()
      return
    }
    case 'strands': {
      const { box, count } = flow
      const step = box.w / count
      const air = Math.min(1, step * 0.12)
      for (let i = 0; i < count; i++) c.fillRect(box.x + i * step + air, box.y, step - 2 * air, box.h)
      return
    }
    case 'torn': {
      const { box, side } = flow
      const end = side > 0 ? box.x + box.w : box.x
      const start = side > 0 ? box.x : box.x + box.w
      const teeth = 4
      c.beginPath()
      c.moveTo(start, box.y)
      for (let i = 0; i <= teeth * 2; i++) c.lineTo(end - side * (i % 2) * 9, box.y + (box.h * i) / (teeth * 2))
      c.lineTo(start, box.y + box.h)
      c.fill()
      return
    }
    default:
      flow satisfies never
  }
}

/** @param shares of the likeliest next token, one a letter; what is not hit is drawn in grey */
export function paintMark(
  c: CanvasRenderingContext2D,
  mark: Mark,
  palette: Palette,
  mode: Mode,
  guesses: readonly { share: number; hit: boolean }[],
): void {
  const flow = css(palette[mode === 'backward' ? 'gradient' : 'residual'])
  c.setLineDash([])
  switch (mark.kind) {
    case 'plus': {
      const { x, y, r } = mark
      const arm = r * 0.5
      c.fillStyle = css(palette.paper)
      c.strokeStyle = flow
      c.lineWidth = 1.5
      c.beginPath()
      c.arc(x, y, r, 0, 7)
      c.fill()
      c.stroke()
      c.beginPath()
      c.moveTo(x - arm, y)
      c.lineTo(x + arm, y)
      c.moveTo(x, y - arm)
      c.lineTo(x, y + arm)
      c.stroke()
      return
    }
    case 'rail': {
      const { x, y, w, h } = mark.box
      c.fillStyle = flow
      if (mark.upright) for (const at of [x, x + w - 1.5]) c.fillRect(at, y, 1.5, h)
      else for (const at of [y, y + h - 1.5]) c.fillRect(x, at, w, 1.5)
      return
    }
    case 'tip': {
      const back = mode === 'backward'
      const side = back ? -mark.side : mark.side
      const x = back ? mark.x + mark.side * 6 : mark.x
      c.fillStyle = back ? flow : css(palette[mark.colour])
      c.beginPath()
      c.moveTo(x, mark.y - 5)
      c.lineTo(x + side * 6, mark.y)
      c.lineTo(x, mark.y + 5)
      c.fill()
      return
    }
    case 'bend': {
      const { x, y, w, h } = mark.box
      c.strokeStyle = css(palette.ink)
      c.lineWidth = 1.75
      c.beginPath()
      for (let i = 0; i <= 26; i++) {
        const v = -3 + (i * 6) / 26
        c[i ? 'lineTo' : 'moveTo'](x + (w * (i + 6)) / 38, y + h * 0.68 - bent(mark.curve, v) * (h / 5.4))
      }
      c.stroke()
      return
    }
    case 'tied': {
      c.strokeStyle = css(mixed(palette.paper, palette.token, 0.8))
      c.lineWidth = 1.5
      c.setLineDash([2, 4])
      c.beginPath()
      for (const [i, [x, y]] of mark.points.entries()) c[i ? 'lineTo' : 'moveTo'](x, y)
      c.stroke()
      c.setLineDash([])
      return
    }
    case 'bars': {
      const { x, y, w, h } = mark.box
      const step = guesses.length ? w / guesses.length : w
      const own = mode === 'backward' ? palette.gradient : palette.probability
      c.fillStyle = css(own)
      c.fillRect(x, y + h, w, 1)
      const air = Math.min(1, step * 0.12)
      for (const [i, { share, hit }] of guesses.entries()) {
        c.fillStyle = css(hit ? own : mixed(palette.paper, palette.ink, 0.38))
        c.fillRect(x + i * step + air, y + h - share * h, step - 2 * air, share * h)
      }
      return
    }
    case 'scale':
      return
    default:
      mark satisfies never
  }
}

function bent(curve: 'gelu' | 'relu' | 'tanh' | 'swiglu', v: number): number {
  switch (curve) {
    case 'gelu':
      return 0.5 * v * (1 + Math.tanh(0.79788 * (v + 0.044715 * v ** 3)))
    case 'relu':
      return Math.max(0, v)
    case 'tanh':
      return 2 * Math.tanh(v)
    case 'swiglu':
      return v / (1 + Math.exp(-v))
    default:
      return curve satisfies never
  }
}
