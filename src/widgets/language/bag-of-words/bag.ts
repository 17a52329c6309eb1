/** Both models on the same sentences, and what each makes of the learner's sentence. */
import {
  type Bag,
  type Logistic,
  logisticRegression,
  logOddsOf,
  type NaiveBayes,
  naiveBayes,
  sigmoid,
  wordsOf,
} from '../../../core/data/labelled/bagOfWords.ts'
import type { LabelledSet } from '../../../core/data/labelled/labelled.ts'

/** Sentences that neither model ever sees. */
export const HELD_OUT = 200
/** What is left to learn from. */
export const MOST = 780
const DESCENT = { steps: 300, learningRate: 2, penalty: 0.005 }
/** So many words of each side are listed. */
const LISTED = 7

export type Method = 'counts' | 'learned'

export interface Scored {
  /** log-odds of positive before any word */
  start: number
  /** what a word adds; 0 where it was never seen */
  weightOf(word: string): number
  /** share of held-out sentences told right */
  accuracy: number
}

export interface Bags {
  counts: Scored & { counted: NaiveBayes }
  learned: Scored & { fitted: Logistic }
  /** share of the more frequent label among held-out sentences */
  mostFrequent: number
  /** how many sentences were learned from, and different words in them */
  sentences: number
  vocabulary: number
}

const bagsOf = (examples: LabelledSet['train']): Bag[] => examples.map(({ texts, label }) => ({ seen: wordsOf(texts[0]!), label }))

export function bagsFrom({ train, heldOut }: LabelledSet): Bags {
  const [learn, held] = [bagsOf(train), bagsOf(heldOut)]
  const counted = naiveBayes(learn, 2)
  const fitted = logisticRegression(learn, DESCENT)
  const [zero, one] = counted.scores([])
  const accuracyOf = ({ start, weightOf }: Omit<Scored, 'accuracy'>) =>
    held.filter(({ seen, label }) => Number(seen.reduce((sum, word) => sum + weightOf(word), start) > 0) === label).length / held.length
  const scored = (model: Omit<Scored, 'accuracy'>): Scored => ({ ...model, accuracy: accuracyOf(model) })
  const positive = held.filter(({ label }) => label === 1).length / held.length
  return {
    counts: { ...scored({ start: one! - zero!, weightOf: (word) => logOddsOf(counted, word) }), counted },
    learned: { ...scored({ start: fitted.bias, weightOf: (word) => fitted.weights.get(word) ?? 0 }), fitted },
    mostFrequent: Math.max(positive, 1 - positive),
    sentences: train.length,
    vocabulary: fitted.weights.size,
  }
}

export interface Judged {
  /** each word once, in the order of the sentence, with what it adds */
  words: { word: string; weight: number; known: boolean }[]
  start: number
  logOdds: number
  /** probability of positive */
  positive: number
}

export function judge(bags: Bags, method: Method, sentence: string): Judged {
  const { start, weightOf } = bags[method]
  const words = wordsOf(sentence).map((word) => ({ word, weight: weightOf(word), known: bags.counts.counted.counts.has(word) }))
  const logOdds = words.reduce((sum, { weight }) => sum + weight, start)
  return { words, start, logOdds, positive: sigmoid(logOdds) }
}

/** The words that speak most strongly, most negative first and most positive last. */
export function strongest(bags: Bags, method: Method): { word: string; weight: number }[] {
  const { weightOf } = bags[method]
  const all = [...bags.counts.counted.counts.keys()].map((word) => ({ word, weight: weightOf(word) })).sort((a, b) => a.weight - b.weight)
  return [...all.slice(0, LISTED), ...all.slice(-LISTED)]
}
