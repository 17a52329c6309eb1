/** The small world's sentences in English and French as rows of word tokens, for models that read a source and write an answer. */
import { CourseError } from '../errors.ts'
import { type Story, stories } from './world/story.ts'

/** Fills a row that is shorter than the others; begins an answer; ends one. */
export const [FILL, BEGIN, END] = [0, 1, 2]
const SPECIAL = ['·', '<s>', '</s>']
/** Words of a sentence, with its marks: with the token that ends it, it fits a row. */
export const MOST_WORDS = 13
export const ROW = MOST_WORDS + 1

export interface SentencePair {
  english: string
  french: string
}

export interface PairCorpus {
  /** the words of both languages, by id */
  vocabulary: string[]
  train: SentencePair[]
  /** sentences of held-out stories that stand in no training story */
  heldOut: SentencePair[]
}

export const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}]+['’]?|[^\s\p{L}]/gu) ?? []

/** Sentences that are no longer than a row and whose French does not depend on what came before. */
export function pairCorpus(seed: number, count: number, heldOut: number): PairCorpus {
  const train = distinct(stories(seed), 2 * count)
  const known = new Set(train.map(({ english }) => english))
  const held = distinct(stories(seed, true), 4 * heldOut).filter(({ english }) => !known.has(english))
  const vocabulary = [
    ...SPECIAL,
    ...new Set(train.slice(0, count).flatMap(({ english, french }) => [...wordsOf(english), ...wordsOf(french)])),
  ]
  const writable = ({ english, french }: SentencePair) =>
    [...wordsOf(english), ...wordsOf(french)].every((word) => vocabulary.includes(word))
  return { vocabulary, train: train.slice(0, count), heldOut: held.filter(writable).slice(0, heldOut) }
}

function distinct(told: Generator<Story, never>, count: number): SentencePair[] {
  const french = new Map<string, Set<string>>()
  for (const { sentences } of told) {
    for (const pair of sentences) {
      if (Math.max(wordsOf(pair.english).length, wordsOf(pair.french).length) > MOST_WORDS) continue
      french.set(pair.english, (french.get(pair.english) ?? new Set()).add(pair.french))
    }
    if (french.size >= count) break
  }
  return [...french].flatMap(([english, all]) => (all.size === 1 ? [{ english, french: [...all][0]! }] : []))
}

/** ids [ROW] of a sentence, filled up. @throws CourseError 'bad-text' for words that the vocabulary lacks, and for too many */
export function sourceRow(vocabulary: readonly string[], sentence: string): number[] {
  const words = wordsOf(sentence)
  const unknown = words.filter((word) => !vocabulary.includes(word))
  if (words.length === 0 || words.length > MOST_WORDS || unknown.length > 0)
    throw new CourseError(
      'bad-text',
      unknown.length > 0
        ? `The small world has no word “${unknown[0]}”.`
        : `The sentence has ${words.length} words and marks, and the models read 1 to ${MOST_WORDS}.`,
      'Write one of the world’s sentences, or change a word of one.',
    )
  return filled(words.map((word) => vocabulary.indexOf(word)))
}

/** What an answer's places read [ROW], and what each is to predict; the second ends with END. */
export function answerRows(vocabulary: readonly string[], sentence: string): { read: number[]; targets: number[] } {
  const ids = wordsOf(sentence).map((word) => vocabulary.indexOf(word))
  return { read: filled([BEGIN, ...ids]), targets: filled([...ids, END]) }
}

const filled = (ids: number[]): number[] => [...ids, ...new Array<number>(ROW - ids.length).fill(FILL)]
