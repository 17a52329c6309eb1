/** A linear classifier for each depth of a model, from its vectors to the tags of words, beside what can be had without the model. */
import { fitSoftmax } from '../../../experiments/softmaxRegression.ts'
import type { States, Word } from './states.ts'

export interface Probed {
  /** share of held-out words that get the right tag, by depth: 0 is the embedding */
  accuracy: number[]
  /** the same where every word gets the tag that it has most often among the others, or the commonest of all where it is new */
  byWord: number
  /** and where every word gets the commonest tag */
  byTag: number
  fitted: number
  heldOut: number
  /** held-out words in their order, with what each depth says */
  words: { text: string; tag: string; said: string[] }[]
}

/** Of the windows, every fifth is held out: what is measured was read in other sentences than what was fitted on. */
const EVERY = 5
const isHeld = ({ window }: Word): boolean => window % EVERY === EVERY - 1

/** @throws a plain error where the text has too few words */
export function probeOf({ words, width, depths }: States): Probed {
  const [fitted, held] = [indices(words, (word) => !isHeld(word)), indices(words, isHeld)]
  if (held.length < 20)
    throw {
      code: 'bad-text',
      message: `The text has ${words.length} words, of which ${held.length} could be held out.`,
      hint: 'Give it some 2,000 characters or more.',
    }
  const tags = [...new Set(fitted.map((i) => words[i]!.tag))].sort()
  const labels = Int32Array.from(fitted, (i) => tags.indexOf(words[i]!.tag))
  const said = depths.map((depth) => {
    const probe = fitSoftmax({ rows: rowsOf(depth, fitted, width), labels }, width, tags.length)
    return Array.from(probe.predict(rowsOf(depth, held, width)), (label) => tags[label]!)
  })
  const commonest = mostFrequent(fitted.map((i) => words[i]!.tag))
  const favourites = new Map<string, string[]>()
  for (const i of fitted) favourites.set(keyOf(words[i]!), [...(favourites.get(keyOf(words[i]!)) ?? []), words[i]!.tag])
  const right = (says: (word: Word, n: number) => string) =>
    held.filter((i, n) => says(words[i]!, n) === words[i]!.tag).length / held.length
  return {
    accuracy: said.map((own) => right((_, n) => own[n]!)),
    byWord: right((word) => mostFrequent(favourites.get(keyOf(word)) ?? [commonest])),
    byTag: right(() => commonest),
    fitted: fitted.length,
    heldOut: held.length,
    words: held.map((i, n) => ({ text: words[i]!.text, tag: words[i]!.tag, said: said.map((own) => own[n]!) })),
  }
}

const keyOf = ({ text }: Word): string => text.toLowerCase()

function indices(words: readonly Word[], which: (word: Word) => boolean): number[] {
  return words.flatMap((word, i) => (which(word) ? [i] : []))
}

function rowsOf(all: Float32Array, chosen: readonly number[], width: number): Float32Array {
  const rows = new Float32Array(chosen.length * width)
  for (const [n, i] of chosen.entries()) rows.set(all.subarray(i * width, (i + 1) * width), n * width)
  return rows
}

function mostFrequent(tags: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}
