/** A labelled set as a task: its texts encoded by the input transformation of its form, cut and counted. */
import type { LabelledExample, LabelledSet } from '../data/labelled/labelled.ts'
import { CourseError } from '../errors.ts'
import type { Example, TaskShape } from './batches.ts'
import {
  choiceInput,
  classificationInput,
  describeCuts,
  entailmentInput,
  type Form,
  type Room,
  similarityInput,
  type TaskInput,
} from './inputs.ts'
import { checkKnown, type UnknownCharacters } from '../tokenizer/unknown.ts'
import type { TaskTokenizer } from './tokens.ts'

export interface Task {
  shape: Omit<TaskShape, 'batch'>
  train: Example[]
  heldOut: Example[]
  /** neighbours among the training examples that are learned from in the same step */
  together: number
  /** what was cut, in words; empty where nothing was */
  cuts: string
  /** what of the set's texts the vocabulary does not have */
  unknown: UnknownCharacters | null
}

/** @param texts one, a pair, or a context and its answers, as the form asks @throws CourseError 'bad-argument' for another number, or no room */
export function encodeInput(form: Form, texts: readonly string[], tokenizer: TaskTokenizer, room: Room): TaskInput {
  const { special } = tokenizer
  const [first, ...rest] = texts.map((text) => tokenizer.encode(text))
  const wanted = form === 'classification' ? 1 : 2
  if (!first || texts.length < wanted || (form !== 'choice' && texts.length > wanted)) {
    throw new CourseError(
      'bad-argument',
      `There are ${texts.length} texts, but ${form} takes ${form === 'choice' ? 'one and its answers' : wanted}.`,
      'Check the data.',
    )
  }
  switch (form) {
    case 'classification':
      return classificationInput(first, special, room)
    case 'entailment':
      return entailmentInput(first, rest[0]!, special, room)
    case 'similarity':
      return similarityInput(first, rest[0]!, special, room)
    case 'choice':
      return choiceInput(first, rest, special, room)
  }
}

/**
 * @param most tokens that a sequence may have: nCtx or less. The shape's time is the longest that there is.
 * @throws CourseError 'bad-text' where the vocabulary has too little of the texts
 */
export function encodeTask(set: LabelledSet, tokenizer: TaskTokenizer, most: number): Task {
  const room = { time: most, keep: set.keep }
  const unknown = checkKnown(tokenizer, [...set.train, ...set.heldOut].flatMap(({ texts }) => texts).join(''))
  const example = ({ texts, label }: LabelledExample): Example => ({ input: encodeInput(set.form, texts, tokenizer, room), label })
  const [train, heldOut] = [set.train.map(example), set.heldOut.map(example)]
  const inputs = [...train, ...heldOut].map(({ input }) => input)
  const time = longest(inputs)
  return {
    shape: { form: set.form, labels: set.labels.length, time },
    train,
    heldOut,
    together: set.together ?? 1,
    cuts: describeCuts(inputs),
    unknown,
  }
}

/** Tokens of the longest sequence. */
export const longest = (inputs: readonly TaskInput[]): number =>
  inputs.reduce((most, { sequences }) => sequences.reduce((a, { length }) => Math.max(a, length), most), 0)
