/** Surprise at the end of a text, by how many tokens before it may be seen. */
import type { CoreApi, ModelHandle, ModelSummary, TokenWindow } from '../../../worker/protocol.ts'

export const PASSAGE =
  'The Congress of the United States and the people of America have a great responsibility to the future of our children and the United States'

/** Tokens at the end whose surprise is averaged. */
const TARGETS = 12
/** A wider window that lowers the mean by no more than this has not helped, bits. */
const HELPED = 0.02

export interface Point {
  /** tokens seen before each target */
  seen: number
  /** mean over the targets */
  bits: number
}

export interface Reach {
  points: Point[]
  /** with the word replaced; null where nothing is */
  changed: Point[] | null
  /** what was predicted */
  targets: string[]
}

/**
 * Every target is predicted from a window of its own that ends before it, so that all targets of a point see equally much.
 * @throws a plain error for a text that is too short, and for a replacement that changes how the end is cut into tokens
 */
export async function reachOf(
  core: Pick<CoreApi, 'windowLosses'>,
  handle: ModelHandle,
  model: ModelSummary,
  text: string,
  { word, instead }: { word: string; instead: string },
): Promise<Reach> {
  const { tokens } = await core.windowLosses(handle, text, [])
  const before = Math.min(model.config.nCtx, tokens.length - TARGETS)
  if (before < 2)
    throw {
      code: 'bad-text',
      message: `The text has ${tokens.length} tokens, and the last ${TARGETS} are to be predicted.`,
      hint: 'Write a little more.',
    }
  const targets = tokens.slice(-TARGETS)
  const points = await pointsOf(core, handle, text, tokens.length, before)
  const other = replaced(text, word, instead, targets.join(''))
  if (other === null) return { points, changed: null, targets }
  const { tokens: otherTokens } = await core.windowLosses(handle, other, [])
  if (otherTokens.slice(-TARGETS).join('\n') !== targets.join('\n'))
    throw {
      code: 'bad-text',
      message:
        'With the word replaced, this model cuts the end of the text into other tokens, so the two curves would predict different things.',
      hint: 'Replace a word that stands further from the end.',
    }
  const changed = await pointsOf(core, handle, other, otherTokens.length, Math.min(before, otherTokens.length - TARGETS))
  return { points, changed, targets }
}

async function pointsOf(
  core: Pick<CoreApi, 'windowLosses'>,
  handle: ModelHandle,
  text: string,
  length: number,
  before: number,
): Promise<Point[]> {
  const sizes = windowSizes(before)
  const windows = sizes.flatMap((seen) =>
    Array.from({ length: TARGETS }, (_, i): TokenWindow => ({ from: length - TARGETS + i - seen, to: length - TARGETS + i + 1 })),
  )
  const { losses } = await core.windowLosses(handle, text, windows)
  return sizes.map((seen, s) => {
    const own = losses.slice(s * TARGETS, (s + 1) * TARGETS)
    return { seen, bits: own.reduce((sum, loss) => sum + loss / Math.LN2, 0) / TARGETS }
  })
}

/** 1, 2, 4 … and the widest itself. */
export function windowSizes(most: number): number[] {
  const sizes: number[] = []
  for (let size = 1; size < most; size *= 2) sizes.push(size)
  return [...sizes, most]
}

/** The text with the word's first occurrence replaced; null where it does not stand before the targets at its end, or stays as it is. */
export function replaced(text: string, word: string, instead: string, targets: string): string | null {
  const at = word === '' ? -1 : text.indexOf(word)
  if (at < 0 || word === instead || at + word.length > text.length - targets.length) return null
  return text.slice(0, at) + instead + text.slice(at + word.length)
}

export function readingsOf({ points, changed }: Reach) {
  const [first, last] = [points[0]!, points.at(-1)!]
  const furthest = points.findLast(({ bits }, i) => i > 0 && points[i - 1]!.bits - bits > HELPED) ?? first
  return {
    bitsAt1: first.bits,
    bitsAtAll: last.bits,
    gain: first.bits - last.bits,
    furthest: furthest.seen,
    moved: changed ? changed.at(-1)!.bits - last.bits : 0,
  }
}
