/** What a model map is made of, in pixels at zoom 1: tensors, the flows between them, marks and words. Plain data; layout makes it, paint draws it. */

export interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** A colour of tokens.css: a concept's, or ink for weights. */
export type Colour = 'query' | 'key' | 'value' | 'residual' | 'gradient' | 'token' | 'position' | 'probability' | 'ink'

/** A heat map. Its rows run down, or to the right where it is turned: a letter's numbers stand in a column. */
export interface TensorItem {
  /** what of the model it belongs to: "h.2.head.1" */
  part: string
  /** as `probe` or `pooledWeights` calls it */
  name: string
  kind: 'activation' | 'weight' | 'shares'
  box: Box
  colour: Colour
  /** [from, to) of its rows and columns; shares are the rows of one head of [H·T, T] */
  rows: readonly [number, number]
  columns: readonly [number, number]
  turned: boolean
}

/** What runs from one tensor to the next, as high as the numbers that it carries. */
export type Flow =
  | { kind: 'band'; from: { x: number; y0: number; y1: number }; to: { x: number; y0: number; y1: number }; colour: Colour; tint: number }
  /** leaves at y0, turns, and comes back at y1 */
  | {
      kind: 'turn'
      x: number
      y0: number
      y1: number
      to: number
      thick: number
      reach: number
      side: 1 | -1
      colour: Colour
      tint: number
    }
  /** the stem: one strand a letter */
  | { kind: 'strands'; box: Box; count: number; colour: Colour; tint: number }
  /** a flow that the frame cuts */
  | { kind: 'torn'; box: Box; side: 1 | -1; colour: Colour; tint: number }
  | { kind: 'down'; from: { y: number; x0: number; x1: number }; to: { y: number; x0: number; x1: number }; colour: Colour; tint: number }

export type Mark =
  | { kind: 'plus'; x: number; y: number; r: number }
  /** two rules across a flow: LayerNorm */
  | { kind: 'rail'; box: Box; upright: boolean }
  | { kind: 'tip'; x: number; y: number; side: 1 | -1; colour: Colour }
  | { kind: 'bend'; box: Box; curve: 'gelu' | 'relu' | 'tanh' | 'swiglu' }
  | { kind: 'tied'; points: readonly (readonly [number, number])[] }
  /** one bar a letter, as high as the share of the likeliest next one */
  | { kind: 'bars'; box: Box }
  | { kind: 'scale'; x: number; y: number; w: number; h: number }

export interface Word {
  x: number
  y: number
  text: string
  look: 'mono' | 'sans' | 'name' | 'block' | 'letter' | 'guess' | 'strong'
  align?: 'left' | 'centre' | 'right'
  colour?: Colour
  /** of a letter or a guess: its column */
  column?: number
  /** smallest zoom at which it has room */
  from?: number
  /** pixels that it may take at zoom 1 */
  room?: number
}

/** Where one is in the model. */
export interface Place {
  layer?: number
  head?: number
}

/** A part that can be pointed at, named, walked to and opened. */
export interface Part {
  id: string
  /** "block 2, head 1" */
  name: string
  box: Box
  /** of the tensor behind it, as the field writes them: "128 × 384" */
  size?: string
  opens?: Place
}

export interface Scene {
  width: number
  height: number
  tensors: TensorItem[]
  flows: Flow[]
  marks: Mark[]
  words: Word[]
  parts: Part[]
  /** the letters' columns, all the way up */
  columns: { x: number; w: number; count: number; top: number; bottom: number }
  /** where the text is typed: the first letter's left edge, the width of each, the line's top */
  line: { x: number; step: number; y: number }
  /** where the opened list of the last column stands */
  list: Box | null
  /** where the opening sentences stand */
  lead: Box | null
  /** numbers and letters in one pixel, as printed */
  scale: { number: number; letter: number; column: number }
}

/** The box around some boxes. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((b) => b.x))
  const y = Math.min(...boxes.map((b) => b.y))
  return { x, y, w: Math.max(...boxes.map((b) => b.x + b.w)) - x, h: Math.max(...boxes.map((b) => b.y + b.h)) - y }
}

export const within = ({ x, y, w, h }: Box, px: number, py: number): boolean => px >= x && px < x + w && py >= y && py < y + h
