/** Surprise at the end of a text, by how many characters before it may be seen. */
import type { CoreApi, ModelHandle, ModelSummary } from '../../../worker/protocol.ts'

export const PASSAGE =
  'The Congress of the United States and the people of America have a great responsibility to the future of our children and the United States'

/** Characters at the end whose surprise is averaged. */
const TARGETS = 12
/** A wider window that lowers the mean by no more than this has not helped, bits. */
const HELPED = 0.02

export interface Point {
  /** characters seen before each target */
  seen: number
  /** mean over the targets */
  bits: number
}

export interface Reach {
  /** that was read */
  model: ModelSummary
  points: Point[]
  /** with the word replaced; null where nothing is */
  changed: Point[] | null
  /** what was predicted */
  targets: string
}

/**
 * Every target is predicted from a window of its own that ends before it, so that all targets of a point see equally much.
 * @throws a plain error for a text that is too short, and for a model whose tokens are longer than a character
 */
export async function reachOf(
  core: CoreApi,
  handle: ModelHandle,
  model: ModelSummary,
  text: string,
  { word, instead }: { word: string; instead: string },
): Promise<Reach> {
  const characters = [...text]
  const before = Math.min(model.config.nCtx, characters.length - TARGETS)
  if (before < 2)
    throw {
      code: 'bad-text',
      message: `The text has ${characters.length} characters, and the last ${TARGETS} are to be predicted.`,
      hint: 'Write a little more.',
    }
  const known = new Map<string, number>()
  const surprise = async (window: readonly string[]): Promise<number> => {
    const key = window.join('')
    const bits = known.get(key) ?? (await lastBits(core, handle, window))
    known.set(key, bits)
    return bits
  }
  const sizes = windowSizes(before)
  const over = async (all: readonly string[]): Promise<Point[]> => {
    const points: Point[] = []
    for (const seen of sizes) {
      let sum = 0
      for (let end = all.length - TARGETS; end < all.length; end++) sum += await surprise(all.slice(Math.max(0, end - seen), end + 1))
      points.push({ seen, bits: sum / TARGETS })
    }
    return points
  }
  const other = replaced(text, word, instead)
  const points = await over(characters)
  return { model, points, changed: other === null ? null : await over([...other]), targets: characters.slice(-TARGETS).join('') }
}

/** 1, 2, 4 … and the widest itself. */
export function windowSizes(most: number): number[] {
  const sizes: number[] = []
  for (let size = 1; size < most; size *= 2) sizes.push(size)
  return [...sizes, most]
}

/** The text with the word's first occurrence replaced; null where it does not stand before the targets, or stays as it is. */
export function replaced(text: string, word: string, instead: string): string | null {
  const at = word === '' ? -1 : text.indexOf(word)
  if (at < 0 || word === instead || at + word.length > text.length - [...text].slice(-TARGETS).join('').length) return null
  return text.slice(0, at) + instead + text.slice(at + word.length)
}

async function lastBits(core: CoreApi, handle: ModelHandle, window: readonly string[]): Promise<number> {
  const { targets, tensors } = await core.probe(handle, window.join(''), ['losses'])
  if (targets!.length !== window.length - 1) {
    throw {
      code: 'bad-config',
      message: 'This figure counts characters, and the tokens of the open model are longer.',
      hint: 'Open the course’s model, or train one on characters.',
    }
  }
  return tensors[0]!.data.at(-1)! / Math.LN2
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
