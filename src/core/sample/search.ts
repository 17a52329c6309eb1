/**
 * Searching for a probable text instead of drawing one: greedy, with beams, and exactly.
 * What is searched for is scored by log p(text) / length^penalty, as in Hugging Face's beam search: at 0 by the probability itself,
 * at 1 by the mean of a token. Texts end with an end token, if there is one, or when they have as many tokens as are asked for.
 */
import { CourseError } from '../errors.ts'

export interface SearchSettings {
  /** new tokens at most */
  tokens: number
  beams: number
  /** the power of the length that a text's log probability is divided by; only texts that end at different lengths feel it */
  lengthPenalty: number
  /** the token that ends a text; null where all have the full length */
  end: number | null
}

/** A text that goes on from the prompt. */
export interface Path {
  ids: readonly number[]
  /** ln of each token's probability */
  logProbabilities: readonly number[]
  /** ln of the text's probability */
  sum: number
  score: number
  ended: boolean
}

/** ln of each token's probability after the prompt and `ids`, by id; −Infinity for one that may not be drawn. */
export type Continuations = (ids: readonly number[]) => Promise<ArrayLike<number>>

const START: Path = { ids: [], logProbabilities: [], sum: 0, score: 0, ended: false }

/** @throws CourseError 'bad-argument' that names the value and the rule */
export function validateSearch({ tokens, beams, lengthPenalty }: SearchSettings): void {
  const refuse = (message: string, hint: string): never => {
    throw new CourseError('bad-argument', message, hint)
  }
  if (!Number.isInteger(tokens) || tokens < 1)
    refuse(`A search for ${tokens} tokens has nothing to look for.`, 'Ask for a whole number of tokens from 1 up.')
  if (!Number.isInteger(beams) || beams < 1) refuse(`There are ${beams} beams, but there must be a whole number from 1 up.`, 'Try 4.')
  if (!(lengthPenalty >= 0 && lengthPenalty <= 10))
    refuse(`The length penalty is ${lengthPenalty}, but it must be from 0 (none) to 10.`, 'Try 1: the mean of a token.')
}

const scoreOf = (sum: number, length: number, { lengthPenalty }: SearchSettings): number => sum / length ** lengthPenalty

function extend(path: Path, id: number, logProbability: number, settings: SearchSettings): Path {
  const sum = path.sum + logProbability
  return {
    ids: [...path.ids, id],
    logProbabilities: [...path.logProbabilities, logProbability],
    sum,
    score: scoreOf(sum, path.ids.length + 1, settings),
    ended: id === settings.end,
  }
}

/** Best first; of equals the one whose ids come first. */
const better = (a: Path, b: Path): number => b.score - a.score || compare(a.ids, b.ids)

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((id, i) => id !== b[i])
  return differs < 0 ? a.length - b.length : a[differs]! - (b[differs] ?? -1)
}

/** The `count` best continuations of a path by one token. Of one path, the order by score is that by probability. */
function bestOf(path: Path, next: ArrayLike<number>, count: number, settings: SearchSettings): Path[] {
  const ids = Array.from(next, (_, id) => id).filter((id) => next[id]! > Number.NEGATIVE_INFINITY)
  ids.sort((a, b) => next[b]! - next[a]! || a - b)
  return ids.slice(0, count).map((id) => extend(path, id, next[id]!, settings))
}

/**
 * Beam search. After each token the `beams` best of all candidates stay; a text that has ended is a candidate like the others, with
 * the score that it has. So one beam is greedy, and as many beams as there are texts find the best of all.
 * @returns what stayed after each token, best first; the last of these are what was found
 */
export async function beamSearch(next: Continuations, settings: SearchSettings): Promise<Path[][]> {
  validateSearch(settings)
  const steps: Path[][] = []
  let kept = [START]
  for (let length = 0; length < settings.tokens && kept.some(({ ended }) => !ended); length++) {
    const candidates = kept.filter(({ ended }) => ended)
    // Those that begin alike one after the other: what they share is read once.
    for (const path of kept.filter(({ ended }) => !ended).sort((a, b) => compare(a.ids, b.ids)))
      candidates.push(...bestOf(path, await next(path.ids), settings.beams, settings))
    kept = candidates.sort(better).slice(0, settings.beams)
    steps.push(kept)
  }
  return steps
}

export interface Exact {
  /** the best of all texts; null where it was not found with as many readings as were allowed */
  best: Path | null
  /** how many beginnings were read */
  readings: number
}

/**
 * The best of all texts for certain, without looking at them all: the most promising beginning is read first, and one is given up
 * once even a sure ending would leave it behind a whole text (best-first search, Dijkstra 1959).
 * @param most beginnings that are read before it gives up
 */
export async function exactSearch(next: Continuations, settings: SearchSettings, most: number): Promise<Exact> {
  validateSearch(settings)
  const isWhole = (path: Path) => path.ended || path.ids.length === settings.tokens
  /** What it has, or at best could come to: every further token makes the sum less, and the longest divides it by most. */
  const bound = (path: Path) => (isWhole(path) ? path.score : path.sum / settings.tokens ** settings.lengthPenalty)
  let open: { path: Path; bound: number }[] = [{ path: START, bound: 0 }]
  let atLeast = Number.NEGATIVE_INFINITY
  for (let readings = 0; ; ) {
    const first = takeBest(open)
    if (!first) return { best: null, readings }
    if (isWhole(first.path)) return { best: first.path, readings }
    if (readings === most) return { best: null, readings }
    const more = bestOf(first.path, await next(first.path.ids), Number.POSITIVE_INFINITY, settings).map((path) => ({
      path,
      bound: bound(path),
    }))
    readings++
    for (const { path, bound } of more) if (isWhole(path)) atLeast = Math.max(atLeast, bound)
    open.push(...more.filter((each) => each.bound >= atLeast))
    if (open.length > 100_000) open = open.filter((each) => each.bound >= atLeast)
  }
}

function takeBest<T extends { path: Path; bound: number }>(open: T[]): T | undefined {
  let best = -1
  for (let i = 0; i < open.length; i++) {
    const [a, b] = [open[i]!, open[best]]
    if (!b || a.bound > b.bound || (a.bound === b.bound && compare(a.path.ids, b.path.ids) < 0)) best = i
  }
  if (best < 0) return undefined
  const [taken] = [open[best]!]
  open[best] = open.at(-1)!
  open.pop()
  return taken
}
