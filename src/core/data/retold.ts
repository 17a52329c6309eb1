/** What a model learns to retell: stories of the small world in one sentence, and its sentences in French, as rows of word tokens. */
import { CourseError } from '../errors.ts'
import { FILL, pairCorpus, wordsOf } from './pairs.ts'
import { stories } from './world/story.ts'

export { FILL }
/** The delimiters that end a source say what is to be made of it; END ends what was made. */
export type Task = 'summary' | 'french'
export const TASKS: readonly Task[] = ['summary', 'french']
export const END = 1
export const DELIMITERS: Readonly<Record<Task, number>> = { summary: 2, french: 3 }
const SPECIAL = ['·', '</s>', '<summary>', '<french>']

export interface Item {
  task: Task
  /** a story, or a sentence */
  source: string
  /** what is right */
  target: string
}

export interface RetoldCorpus {
  /** every word of sources and targets, by id */
  vocabulary: string[]
  train: Record<Task, Item[]>
  /** combinations of person, place and plot that no training story has; sentences that stand in none */
  heldOut: Record<Task, Item[]>
}

/** Tokens of a row; what a source, its delimiter, its target and END may take. */
export const MOST_TOKENS: Readonly<Record<Task, number>> = { summary: 84, french: 32 }
export const CONTEXT = MOST_TOKENS.summary

const SEED = 1
const PAIRS = 4000

/** The course's corpus, the same wherever it is made. @param counts stories to learn from and of each task to be tested on */
export function retoldCorpus(counts: { stories: number; heldOut: number }): RetoldCorpus {
  const pairs = pairCorpus(SEED, PAIRS, counts.heldOut)
  const french = (some: readonly { english: string; french: string }[]): Item[] =>
    some.map(({ english, french }) => ({ task: 'french', source: english, target: french }))
  const train = { summary: retoldStories(counts.stories), french: french(pairs.train) }
  const words = new Set([...train.summary, ...train.french].flatMap(({ source, target }) => [...wordsOf(source), ...wordsOf(target)]))
  return {
    vocabulary: [...SPECIAL, ...words],
    train,
    heldOut: { summary: retoldStories(counts.heldOut, true), french: french(pairs.heldOut) },
  }
}

/** Stories with their summaries, as many as are asked for: those that may be trained on, or held-out ones. */
export function retoldStories(count: number, heldOut = false): Item[] {
  const items: Item[] = []
  if (count === 0) return items
  for (const { text, summary } of stories(SEED, heldOut)) {
    const item: Item = { task: 'summary', source: text, target: summary }
    if (wordsOf(text).length + wordsOf(summary).length + 2 > MOST_TOKENS.summary) continue
    items.push(item)
    if (items.length === count) break
  }
  return items
}

/** Ids of a source and its delimiter, after which the target is written. @throws CourseError 'bad-text' */
export function promptOf(vocabulary: readonly string[], { task, source }: Pick<Item, 'task' | 'source'>): number[] {
  const words = wordsOf(source)
  const unknown = words.find((word) => !vocabulary.includes(word))
  const most = MOST_TOKENS[task] - 4
  if (unknown !== undefined || words.length === 0 || words.length > most)
    throw new CourseError(
      'bad-text',
      unknown !== undefined
        ? `The small world has no word “${unknown}”.`
        : `There are ${words.length} words and marks, and the model reads 1 to ${most}.`,
      'Write in the world’s own words, or change a word of what stands there.',
    )
  return [...words.map((word) => vocabulary.indexOf(word)), DELIMITERS[task]]
}

/** What is read and what is to be predicted [MOST_TOKENS], FILL after the end; `loss`: whether a place's prediction counts. */
export interface Row {
  read: number[]
  targets: number[]
  counted: boolean[]
}

/** @param loss of the target's tokens alone, or of the source's too */
export function rowOf(ids: ReadonlyMap<string, number>, { task, source, target }: Item, loss: 'target' | 'all'): Row {
  const of = (text: string) => wordsOf(text).map((word) => ids.get(word)!)
  const before = [...of(source), DELIMITERS[task]]
  const all = [...before, ...of(target), END]
  const fill = new Array<number>(MOST_TOKENS[task] - all.length + 1).fill(FILL)
  const targets = [...all.slice(1), ...fill]
  const from = loss === 'target' ? before.length - 1 : 0
  return { read: [...all.slice(0, -1), ...fill], targets, counted: targets.map((_, t) => t >= from && t < all.length - 1) }
}

/** Words and marks as a text: no space before a mark, none after an apostrophe or around a hyphen. */
export const textOf = (words: readonly string[]): string =>
  words.reduce((text, word) => (text === '' || /^[.,;:!?-]$/.test(word) || /['’-]$/.test(text) ? text + word : `${text} ${word}`), '')
