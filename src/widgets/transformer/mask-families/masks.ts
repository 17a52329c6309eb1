/** The masks of the three families, and attention under any mask. */
import { normal, streamKey } from '../../../core/random.ts'

export const FAMILIES = ['encoder-decoder', 'encoder', 'decoder'] as const
export type Family = (typeof FAMILIES)[number]

export interface Sentence {
  words: readonly string[]
  /** how many of them are the source, which an encoder reads */
  source: number
}

export const SENTENCES: Readonly<Record<Family, Sentence>> = {
  'encoder-decoder': { words: ['the', 'cat', 'sits', '⟨s⟩', 'le', 'chat'], source: 3 },
  encoder: { words: ['the', '▢', 'sits', 'on', 'the', 'mat'], source: 6 },
  decoder: { words: ['the', 'cat', 'sits', 'on', 'the', 'mat'], source: 0 },
}

/** Whether word i may read word j. The source reads all of the source; the rest reads the source, and what came before. */
export const mayRead = (source: number, i: number, j: number): boolean => (i < source ? j < source : j <= i)

const WIDTH = 16
const LAYERS = 2

/** x [T,C] → x + softmax(x·xᵀ/√C, where allowed)·x, LAYERS times. */
export function readTwice(x: readonly Float64Array[], allowed: (i: number, j: number) => boolean): Float64Array[] {
  let now = [...x]
  for (let layer = 0; layer < LAYERS; layer++) now = now.map((row, i) => row.map((value, c) => value + attend(now, i, allowed)[c]!))
  return now
}

/** What word i gets: shares over the words that it may read, times these words. */
export function attend(x: readonly Float64Array[], i: number, allowed: (i: number, j: number) => boolean): Float64Array {
  const C = x[i]!.length
  const scores = x.map((row, j) =>
    allowed(i, j) ? row.reduce((dot, value, c) => dot + value * x[i]![c]!, 0) / Math.sqrt(C) : Number.NEGATIVE_INFINITY,
  )
  const most = Math.max(...scores)
  const exps = scores.map((score) => Math.exp(score - most))
  const sum = exps.reduce((a, b) => a + b, 0)
  return Float64Array.from({ length: C }, (_, c) => x.reduce((total, row, j) => total + (exps[j]! / sum) * row[c]!, 0))
}

/** How far each output moves, as a share of its length, when the vector of one word is drawn anew. */
export function movedBy({ words, source }: Sentence, changed: number): number[] {
  const draw = (word: number, seed: number) =>
    Float64Array.from({ length: WIDTH }, (_, c) => normal(streamKey(seed, 0, 0), word * WIDTH + c))
  const before = words.map((_, word) => draw(word, 1))
  const after = before.map((row, word) => (word === changed ? draw(word, 2) : row))
  const allowed = (i: number, j: number) => mayRead(source, i, j)
  const [old, now] = [readTwice(before, allowed), readTwice(after, allowed)]
  const length = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0))
  return old.map((row, i) => length(row.map((value, c) => now[i]![c]! - value)) / length(row))
}

export function readingsOf(family: Family, changed: number) {
  const { words, source } = SENTENCES[family]
  const at = Math.min(changed, words.length - 1)
  const moved = movedBy(SENTENCES[family], at).map((by) => by > 0)
  const pairs = words.reduce((sum, _, i) => sum + words.filter((__, j) => mayRead(source, i, j)).length, 0)
  return { tokens: words.length, pairs, reached: moved.filter(Boolean).length, before: moved.slice(0, at).filter(Boolean).length }
}
