/** A model's surprise at every token of a text that may be longer than its context. */
import type { CoreApi, ModelHandle, Probe } from '../../../worker/protocol.ts'

/** A token by its place in the text, and its surprise. */
export interface Piece {
  start: number
  end: number
  bits: number
}

/**
 * Reads the text in windows of at most `nCtx` characters; each begins half a window before the one before it ends, so that
 * every token but those at the very beginning is guessed from at least so much. The first token is not guessed.
 */
export async function surprises(core: CoreApi, handle: ModelHandle, text: string, nCtx: number): Promise<Piece[]> {
  const half = Math.max(1, Math.floor(nCtx / 2))
  const pieces: Piece[] = []
  let done = 0
  for (let from = 0; from === 0 || done < text.length; from += half) {
    const end = Math.min(text.length, from + nCtx)
    const probe = await core.probe(handle, text.slice(from, end), ['losses'])
    for (const piece of piecesOf(probe, text, end)) if (piece.start >= done) pieces.push(piece)
    done = end
    if (end === text.length) break
  }
  return pieces
}

/** Tokens with their places, found from the window's end backwards: a model sees the end of what does not fit. */
export function piecesOf({ targets, tensors }: Probe, text: string, end: number): Piece[] {
  const losses = tensors[0]!.data
  const pieces: Piece[] = []
  let at = end
  for (let i = targets!.length - 1; i >= 0; i--) {
    const token = targets![i]!
    // A character that the vocabulary does not have stands under a sign of its own.
    const start = text.slice(at - token.length, at) === token ? at - token.length : at - lengthOfLast(text, at)
    pieces.unshift({ start, end: at, bits: losses[i]! / Math.LN2 })
    at = start
  }
  return pieces
}

const lengthOfLast = (text: string, at: number): number => (text.codePointAt(at - 2)! > 0xffff ? 2 : 1)

/** Bits of the tokens that begin inside [start, end); null where the model did not guess all of it. */
export function bitsWithin(pieces: readonly Piece[], start: number, end: number): number | null {
  const inside = pieces.filter((piece) => piece.end > start && piece.start < end)
  if (inside.length === 0 || inside[0]!.start > start) return null
  return inside.reduce((sum, { bits }) => sum + bits, 0)
}
