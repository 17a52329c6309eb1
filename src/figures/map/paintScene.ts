/** One frame of a map: what is in view of its flows, tensors and marks, with the digits of cells that are large enough. */
import { share } from '../../ui/format.ts'
import type { Bitmaps, Palette } from './bitmaps.ts'
import type { MapNumbers } from './data.ts'
import { paintFlow, paintMark } from './paintFlows.ts'
import { inkOn, shadeAt } from './ramp.ts'
import type { Box, Flow, Scene, TensorItem } from './scene.ts'
import type { Frame, View } from './view.ts'

export interface Painting {
  scene: Scene
  numbers: MapNumbers | null
  view: View
  frame: Frame
  palette: Palette
  bitmaps: Bitmaps
  /** device pixels a pixel */
  density: number
  /** false while zoom moves: bitmaps are stretched, and made to fit when it rests */
  rest: boolean
}

/** Cells get digits from this size, and a third digit from the second. */
export const DIGITS_FROM = 24
const THREE_FROM = 48
/** Shares below this are left to their shade. */
const LEAST_SHARE = 0.095

export function paintScene(c: CanvasRenderingContext2D, painting: Painting): void {
  const { scene, numbers, view, frame, palette, bitmaps, density } = painting
  bitmaps.wear(palette)
  const seen = seenIn(view, frame)
  c.setTransform(density, 0, 0, density, 0, 0)
  c.fillStyle = `rgb(${palette.paper.join()})`
  c.fillRect(0, 0, frame.width, frame.height)
  c.setTransform(view.k * density, 0, 0, view.k * density, view.x * density, view.y * density)
  const mode = numbers?.mode ?? 'forward'
  for (const flow of scene.flows) if (seen(boxOf(flow))) paintFlow(c, flow, palette, mode)
  if (numbers) for (const item of scene.tensors) if (seen(item.box)) paintTensor(c, item, numbers, painting)
  for (const mark of scene.marks) paintMark(c, mark, palette, mode, numbers?.guesses ?? [])
}

function paintTensor(c: CanvasRenderingContext2D, item: TensorItem, numbers: MapNumbers, painting: Painting): void {
  const { view, density, bitmaps, rest, palette } = painting
  const { x, y, w, h } = item.box
  const scale = view.k * density
  const bitmap = bitmaps.get(item, numbers, Math.min(4096, w * scale), Math.min(4096, h * scale), rest)
  if (!bitmap || bitmap.across === 0) {
    c.fillStyle = `rgb(${palette[item.colour === 'ink' ? 'line' : item.colour].join()})`
    c.globalAlpha = item.colour === 'ink' ? 0.8 : 0.3
    if (item.kind === 'shares') {
      // No token reads a later one, whatever the numbers are.
      c.beginPath()
      c.moveTo(x, y)
      c.lineTo(x + w, y + h)
      c.lineTo(x, y + h)
      c.fill()
    } else c.fillRect(x, y, w, h)
    c.globalAlpha = 1
    return
  }
  // Cells stay square-edged; what is finer than the screen while zoom moves is smoothed.
  c.imageSmoothingEnabled = bitmap.across > w * scale * 1.2
  c.drawImage(bitmap.canvas, 0, 0, bitmap.across, bitmap.down, x, y, w, h)
  const [across, down] = item.turned ? [item.rows, item.columns] : [item.columns, item.rows]
  const cell = { w: (w * view.k) / (across[1] - across[0]), h: (h * view.k) / (down[1] - down[0]) }
  if (Math.min(cell.w, cell.h) >= 10) paintCells(c, item, cell, numbers, painting)
}

/** Lines between cells, and their digits where there is room. */
function paintCells(c: CanvasRenderingContext2D, item: TensorItem, cell: { w: number; h: number }, all: MapNumbers, painting: Painting) {
  const { view, frame, palette, bitmaps, density } = painting
  const numbers = bitmaps.numbersOf(item, all)!
  const [across, down] = item.turned ? [item.rows, item.columns] : [item.columns, item.rows]
  const [left, top] = [item.box.x * view.k + view.x, item.box.y * view.k + view.y]
  c.save()
  c.setTransform(density, 0, 0, density, 0, 0)
  const range = (start: number, size: number, count: number, room: number) =>
    [Math.max(0, Math.floor(-start / size)), Math.min(count, Math.ceil((room - start) / size))] as const
  const [x0, x1] = range(left, cell.w, across[1] - across[0], frame.width)
  const [y0, y1] = range(top, cell.h, down[1] - down[0], frame.height)
  c.fillStyle = `rgb(${palette.paper.join()})`
  for (let x = x0; x <= x1; x++) c.fillRect(left + x * cell.w - 0.5, top + y0 * cell.h, 1, (y1 - y0) * cell.h)
  for (let y = y0; y <= y1; y++) c.fillRect(left + x0 * cell.w, top + y * cell.h - 0.5, (x1 - x0) * cell.w, 1)
  const whole = !numbers.of || (numbers.of.rows === numbers.rows && numbers.of.columns === numbers.width)
  const shares = item.kind === 'shares'
  if (whole && cell.h >= DIGITS_FROM - 1e-6 && cell.w >= (shares ? DIGITS_FROM - 1e-6 : 40)) {
    const ramp = bitmaps.rampOf(item, all.mode)
    const most = bitmaps.topOf(item, numbers, all)
    const digits = Math.min(cell.w, cell.h) >= THREE_FROM ? 3 : 2
    c.font = `${cell.w >= THREE_FROM ? 13 : 12}px "IBM Plex Mono", monospace`
    c.textAlign = 'center'
    c.textBaseline = 'middle'
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) {
        const [row, column] = item.turned ? [item.rows[0] + x, item.columns[0] + y] : [item.rows[0] + y, item.columns[0] + x]
        if (shares && x > y) continue
        const value = numbers.data[row * numbers.width + column] ?? 0
        if (shares && all.mode !== 'backward' && value < LEAST_SHARE) continue
        c.fillStyle = inkOn(ramp[shadeAt(Math.abs(value), most)]!)
        const text = shares && all.mode !== 'backward' ? share(value, digits) : short(value, digits)
        if (text.length * 7.4 > cell.w + 4) continue
        c.fillText(text, left + (x + 0.5) * cell.w, top + (y + 0.5) * cell.h + 0.5)
      }
  }
  c.restore()
}

const short = (value: number, digits: number): string =>
  value
    .toFixed(digits)
    .replace('-', '−')
    .replace(/^(−?)0\./, '$1.')

function seenIn({ k, x, y }: View, { width, height }: Frame): (box: Box) => boolean {
  return (box) => box.x * k + x < width && (box.x + box.w) * k + x > 0 && box.y * k + y < height && (box.y + box.h) * k + y > 0
}

/** About where a flow runs. */
function boxOf(flow: Flow): Box {
  switch (flow.kind) {
    case 'strands':
    case 'torn':
      return flow.box
    case 'band': {
      const y = Math.min(flow.from.y0, flow.to.y0)
      const x = Math.min(flow.from.x, flow.to.x)
      return { x, y, w: Math.abs(flow.to.x - flow.from.x), h: Math.max(flow.from.y1, flow.to.y1) - y }
    }
    case 'down': {
      const y = Math.min(flow.from.y, flow.to.y)
      const x = Math.min(flow.from.x0, flow.to.x0)
      return { x, y, w: Math.max(flow.from.x1, flow.to.x1) - x, h: Math.abs(flow.to.y - flow.from.y) }
    }
    case 'turn': {
      const x = Math.min(flow.x, flow.to) - flow.reach - flow.thick
      const y = Math.min(flow.y0, flow.y1) - flow.thick
      return { x, y, w: Math.abs(flow.to - flow.x) + 2 * (flow.reach + flow.thick), h: Math.abs(flow.y0 - flow.y1) + 2 * flow.thick }
    }
  }
}
