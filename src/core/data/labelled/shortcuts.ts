/**
 * What can be had without understanding: the most frequent label, and naive Bayes over words (Laplace's smoothing, each word once in
 * a text) that sees all words without their order, only a part of the input, or only how much two texts share. A model that does no
 * better has found a shortcut; where a shortcut is good, the task does not ask for more.
 */
import { naiveBayes, wordsOf as words } from './bagOfWords.ts'
import type { LabelledExample, LabelledSet } from './labelled.ts'

export interface Shortcut {
  name: string
  /** on held-out examples, learned from the training ones */
  accuracy: number
}

/** What a shortcut sees of an example; of one with answers, what it sees of answer k. */
type View = (texts: readonly string[], k: number) => string[]

const lastSentence = (text: string): string => text.split(/(?<=[.!?])\s+/).at(-1)!
const marked = (mark: string, list: readonly string[]): string[] => list.map((word) => `${mark} ${word}`)
const crossed = (one: string, other: string): string[] => words(one).flatMap((word) => marked(word, words(other)))
/** How many words of `one` are not in `other`. */
export function onlyHere(one: string, other: string): number {
  const there = words(other)
  return words(one).filter((word) => !there.includes(word)).length
}

const overlap = (one: string, other: string): string[] => [`only here ${onlyHere(one, other)}`, `only there ${onlyHere(other, one)}`]

const VIEWS: Record<LabelledSet['form'], Record<string, View>> = {
  classification: { 'all words': ([text]) => words(text!), 'the last sentence': ([text]) => words(lastSentence(text!)) },
  entailment: {
    'the hypothesis alone': ([, hypothesis]) => words(hypothesis!),
    'all words': ([premise, hypothesis]) => [...marked('1', words(premise!)), ...marked('2', words(hypothesis!))],
    'shared words': ([premise, hypothesis]) => overlap(hypothesis!, premise!),
    'pairs of words': ([premise, hypothesis]) => crossed(premise!, hypothesis!),
  },
  similarity: {
    'one of the two': ([one]) => words(one!),
    'shared words': ([one, other]) => overlap(one!, other!),
    'pairs of words': ([one, other]) => crossed(one!, other!),
  },
  choice: {
    'the answer alone': (texts, k) => words(texts[1 + k]!),
    'shared words': (texts, k) => overlap(texts[1 + k]!, texts[0]!),
    'the last sentence with the answer': (texts, k) => crossed(lastSentence(texts[0]!), texts[1 + k]!),
    'pairs of words': (texts, k) => crossed(texts[0]!, texts[1 + k]!),
  },
}

export function mostFrequent(labels: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return Math.max(...counts.values()) / labels.length
}

/** A shortcut with what it calls each held-out example, by the number of the label, in their order. */
export interface GuessedShortcut extends Shortcut {
  guesses: number[]
}

/** The most frequent label of the held-out examples, then each shortcut. */
export function guessedShortcuts({ form, labels, train, heldOut }: LabelledSet): GuessedShortcut[] {
  const counts = labels.map((_, label) => heldOut.filter((example) => example.label === label).length)
  const most = counts.indexOf(Math.max(...counts))
  return [
    { name: 'most frequent label', accuracy: mostFrequent(heldOut.map(({ label }) => label)), guesses: heldOut.map(() => most) },
    ...Object.entries(VIEWS[form]).map(([name, view]) => {
      const predict = form === 'choice' ? chooser(train, view) : labeller(train, view, labels.length)
      const guesses = heldOut.map(predict)
      return { name, accuracy: guesses.filter((guess, i) => guess === heldOut[i]!.label).length / heldOut.length, guesses }
    }),
  ]
}

/** The same without what they call each. */
export const shortcuts = (set: LabelledSet): Shortcut[] => guessedShortcuts(set).map(({ name, accuracy }) => ({ name, accuracy }))

function labeller(train: readonly LabelledExample[], view: View, labels: number): (example: LabelledExample) => number {
  const counted = naiveBayes(
    train.map(({ texts, label }) => ({ seen: view(texts, 0), label })),
    labels,
  )
  return ({ texts }) => highest(counted.scores(view(texts, 0)))
}

/** Of all answers the one with the best odds of being right. */
function chooser(train: readonly LabelledExample[], view: View): (example: LabelledExample) => number {
  const answers = train.flatMap(({ texts, label }) => texts.slice(1).map((_, k) => ({ seen: view(texts, k), label: Number(k === label) })))
  const { scores } = naiveBayes(answers, 2)
  return ({ texts }) =>
    highest(
      texts.slice(1).map((_, k) => {
        const [wrong, right] = scores(view(texts, k))
        return right! - wrong!
      }),
    )
}

const highest = (scores: readonly number[]): number => scores.indexOf(Math.max(...scores))
