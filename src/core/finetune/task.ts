/** A labelled set as a task: its texts encoded, cut and counted. */
import type { LabelledSet, LabelledText } from '../data/labelled/labelled.ts'
import type { Example, TaskShape } from './batches.ts'
import { classificationInput, describeCuts } from './inputs.ts'
import type { TaskTokenizer } from './tokens.ts'

export interface Task {
  shape: Omit<TaskShape, 'batch'>
  train: Example[]
  heldOut: Example[]
  /** what was cut, in words; empty where nothing was */
  cuts: string
}

/** @param most tokens that a sequence may have: nCtx or less. The shape's time is the longest that there is. */
export function classificationTask(set: LabelledSet, tokenizer: TaskTokenizer, most: number): Task {
  const room = { time: most, keep: set.keep }
  const example = ({ text, label }: LabelledText): Example => ({ input: classificationInput(tokenizer.encode(text), tokenizer.special, room), label })
  const [train, heldOut] = [set.train.map(example), set.heldOut.map(example)]
  const inputs = [...train, ...heldOut].map(({ input }) => input)
  const time = inputs.reduce((longest, { sequences }) => Math.max(longest, sequences[0]!.length), 0)
  return { shape: { form: 'classification', labels: set.labels.length, time }, train, heldOut, cuts: describeCuts(inputs) }
}
