/** One small bitmap a tensor, pooled to the pixels that it is shown in, and made anew only when its numbers, its size or the theme changed. */
import { poolLargest, topOf } from '../../core/pool.ts'
import type { MapNumbers, Mode, Numbers } from './data.ts'
import { colourIn, rampOf, type Rgb, SHARES_TOP, shadeRow, shades } from './ramp.ts'
import type { Colour, TensorItem } from './scene.ts'

export type Palette = Readonly<Record<Colour | 'paper' | 'line', Rgb>>

/** Pixels [0, across) × [0, down) of a canvas that may be larger. */
export interface Bitmap {
  canvas: HTMLCanvasElement
  across: number
  down: number
}

interface Made extends Bitmap {
  of: Numbers
  look: string
}

/** Colour's tops: a tensor keeps the first one that it had, or scrubbing and typing would flicker. */
class Tops {
  private readonly known = new Map<string, number>()
  private of = ''

  get(model: string, key: string, numbers: () => Float32Array, share: number): number {
    if (model !== this.of) this.known.clear()
    this.of = model
    const top = this.known.get(key) ?? topOf(numbers(), share)
    this.known.set(key, top)
    return top
  }
}

export class Bitmaps {
  private readonly made = new Map<string, Made>()
  private readonly tops = new Tops()
  private readonly ramps = new Map<string, Uint32Array>()
  private palette: Palette | null = null

  /** Another theme has other colours for the same numbers. */
  wear(palette: Palette): void {
    if (this.palette === palette) return
    this.palette = palette
    this.ramps.clear()
    this.made.clear()
  }

  numbersOf({ kind, name }: TensorItem, { activations, weights, changes }: MapNumbers): Numbers | undefined {
    return kind === 'weight' ? (changes ?? weights).get(name) : activations.get(name)
  }

  topOf(item: TensorItem, numbers: Numbers, { of, mode }: MapNumbers): number {
    if (item.kind === 'shares' && mode !== 'backward') return SHARES_TOP
    const quantity = item.kind === 'weight' ? (mode === 'change' ? 'change' : 'weight') : mode === 'backward' ? 'gradient' : 'activation'
    // A pixel shows the largest of many numbers, and of a weight's of more: so few are to be above the top that pixels differ.
    const share = item.kind !== 'weight' ? 0.998 : item.colour === 'ink' ? 0.9995 : 0.99
    return this.tops.get(of, `${quantity} ${item.name} ${item.columns[0]}`, slice(item, numbers), share)
  }

  rampOf(item: TensorItem, mode: Mode): Uint32Array {
    const colour = colourIn(item, mode)
    const ramp = rampOf(item, mode)
    const key = `${colour} ${ramp.floor} ${ramp.power} ${ramp.dim}`
    const known = this.ramps.get(key)
    if (known) return known
    const made = shades(ramp, this.palette!.paper, this.palette![colour])
    this.ramps.set(key, made)
    return made
  }

  /**
   * The bitmap of a tensor that is w × h device pixels on the screen; `exact` false takes whatever size there is, while zoom moves.
   * Null where its numbers are not there, or are still those of a smaller model that has no such part.
   */
  get(item: TensorItem, all: MapNumbers, w: number, h: number, exact: boolean): Bitmap | null {
    const numbers = this.numbersOf(item, all)
    if (!numbers) return null
    const key = `${item.part} ${item.name} ${item.columns[0]}`
    const known = this.made.get(key)
    const kind = `${all.mode} ${all.of}`
    const look = `${kind} ${Math.round(w)} ${Math.round(h)}`
    const fits = known?.of === numbers && (exact ? known.look === look : known.look.startsWith(`${kind} `))
    if (fits) return known
    const window = windowOf(item, numbers)
    if (isEmpty(window.rows) || isEmpty(window.columns)) return null
    const canvas = known?.canvas ?? document.createElement('canvas')
    const size = this.paint(canvas, item, numbers, window, all, Math.max(1, Math.round(w)), Math.max(1, Math.round(h)))
    const made = { canvas, ...size, of: numbers, look }
    this.made.set(key, made)
    return made
  }

  private paint(canvas: HTMLCanvasElement, item: TensorItem, numbers: Numbers, window: Window, all: MapNumbers, w: number, h: number) {
    const { turned } = item
    const pooled = poolLargest(numbers.data, numbers.width, window, turned ? w : h, turned ? h : w)
    const [across, down] = turned ? [pooled.rows, pooled.columns] : [pooled.columns, pooled.rows]
    // A canvas of another size is made anew by the browser, which takes longer than all its pixels: a typed letter must not ask for that.
    if (canvas.width < across || canvas.height < down) Object.assign(canvas, { width: roomFor(across), height: roomFor(down) })
    const context = canvas.getContext('2d')
    if (!context) return { across: 0, down: 0 }
    const image = context.createImageData(across, down)
    const pixels = new Uint32Array(image.data.buffer)
    const rows = numbers.rows && item.rows[1] - item.rows[0]
    // What a token may not read is left out, not drawn as nothing.
    const end = item.kind === 'shares' ? (y: number) => readable(y, { across, down, rows }) : () => across
    const ramp = this.rampOf(item, all.mode)
    const top = this.topOf(item, numbers, all)
    for (let y = 0; y < down; y++) {
      const [from, step] = turned ? [y, down] : [y * across, 1]
      shadeRow(pixels.subarray(y * across, y * across + end(y)), pooled.data, from, step, ramp, top)
    }
    context.putImageData(image, 0, 0)
    return { across, down }
  }
}

/** With some to grow. */
const roomFor = (pixels: number): number => Math.min(4096, 16 * Math.ceil((pixels * 1.25) / 16))

/** Of a row of pixels of a causal map of `rows` × `rows` shares: how many show what a token may read. */
const readable = (y: number, { across, down, rows }: { across: number; down: number; rows: number }): number =>
  Math.min(across, Math.ceil(((Math.floor(((y + 1) * rows - 1) / down) + 1) * across) / rows))

type Window = ReturnType<typeof windowOf>

const isEmpty = ([from, to]: readonly [number, number]): boolean => to <= from

/** The item's rows and columns in numbers that may have been pooled, or may lack the last letters. */
function windowOf({ rows, columns }: TensorItem, { rows: R, width: C, of }: Numbers) {
  const scaled = ([from, to]: readonly [number, number], whole: number, have: number): [number, number] => {
    if (whole === have) return [Math.min(from, have), Math.min(to, have)]
    const start = Math.floor((from * have) / whole)
    return [start, Math.max(start + 1, Math.floor((to * have) / whole))]
  }
  return { rows: scaled(rows, of?.rows ?? R, R), columns: scaled(columns, of?.columns ?? C, C) }
}

/** The numbers of an item alone: queries, keys and values stand in one tensor, and have a top each. */
const slice = (item: TensorItem, numbers: Numbers) => () => {
  if (item.kind === 'shares') return numbers.data
  const { rows, columns } = windowOf(item, numbers)
  const [width, all] = [columns[1] - columns[0], rows[1] - rows[0]]
  if (width === numbers.width) return numbers.data
  const own = new Float32Array(width * all)
  for (let r = 0; r < all; r++) {
    const from = (rows[0] + r) * numbers.width + columns[0]
    own.set(numbers.data.subarray(from, from + width), r * width)
  }
  return own
}
