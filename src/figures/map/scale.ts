/** The one scale of a map: how high a number is, how wide a letter, how far blocks stand apart; solved for what the frame has room for. */

/** What it is solved for. */
export interface ScaleInput {
  /** numbers of a letter on the stem, and the widest in a branch: [C, 4C] */
  width: number
  inner: number
  /** numbers that leave for attention */
  fan: number
  layers: number
  heads: number
  letters: number
  /** pixels of the frame; the height is what is wished for, and exceeded where the layers need it */
  frame: { width: number; height: number }
}

export interface Scale {
  /** from one block to the next */
  pitch: number
  /** pixels a number, and of a letter's row of numbers on the stem */
  number: number
  strip: number
  /** of a branch: all letters side by side; on the stem they are three times as wide */
  branch: number
  stem: number
  /** between two heads */
  gap: number
  /** 1 where blocks have all the air that they want */
  air: number
}

/** Above and below the blocks: the list of next letters, and the tables with the text. */
export const HEADROOM = 140
export const FOOTROOM = 142
const LEAST_PITCH = 50
const MOST_PITCH = 150

/** What does not grow with the numbers: names, turns, curves and the air between. */
export const FIXED = 392

export function solveScale({ width, inner, fan, layers, heads, letters, frame }: ScaleInput): Scale {
  const pitch = Math.max(LEAST_PITCH, Math.min(MOST_PITCH, Math.floor((frame.height - HEADROOM - FOOTROOM) / layers)))
  const air = Math.min(1, pitch / 108)
  const ratio = Math.max(inner, fan * 0.9) / width
  // A branch hangs from its return, half a strip thick, past the air between, to the foot of what is highest in it.
  const strip = Math.max(3, Math.floor(((pitch - 5 - 13 * air) / (ratio + 0.5)) * 0.95))
  const room = frame.width - FIXED - 4.5 * strip
  const gapShare = 0.37
  const branch = Math.floor(Math.min(room / (heads + 7 + gapShare * (heads - 1)), pitch - 5 - 13 * air - strip / 2, letters * 24))
  return {
    pitch,
    air,
    strip,
    number: strip / width,
    branch: Math.max(8, branch),
    stem: Math.max(8, branch) * 3,
    gap: Math.max(8, branch) * gapShare,
  }
}
