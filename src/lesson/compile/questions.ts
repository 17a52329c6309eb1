/** The YAML inside `:::predict` and `:::quiz`, checked and turned into plain data. */
import * as v from 'valibot'
import type { Prediction, Question } from '../lesson.ts'
import type { Report } from './problem.ts'
import { readYaml } from './yaml.ts'

/** Numbers and yes/no are taken as the words they are written with: `choices: [2, 4]`. */
const text = v.pipe(
  v.union([v.string(), v.number(), v.boolean()], 'must be text'),
  v.transform((value) => String(value).trim()),
  v.minLength(1, 'must not be empty'),
)
const number = v.number('must be a number')

const prediction = v.strictObject({
  prompt: text,
  choices: v.pipe(v.array(text), v.minLength(2, 'needs at least two'), v.maxLength(6, 'at most six')),
  answer: v.optional(text),
  reveal: text,
})

const choice = v.strictObject({
  type: v.literal('choice'),
  prompt: text,
  answers: v.pipe(
    v.array(v.strictObject({ text, correct: v.optional(v.boolean('must be true or false'), false), why: text })),
    v.minLength(2, 'needs at least two'),
    v.check((answers) => answers.filter((answer) => answer.correct).length === 1, 'needs exactly one with "correct: true"'),
  ),
})

const numeric = v.strictObject({
  type: v.literal('numeric'),
  prompt: text,
  answer: number,
  tolerance: v.pipe(number, v.minValue(0, 'must not be negative')),
  unit: v.optional(text, ''),
  why: text,
  hint: text,
})

const kinds = { choice, numeric }
const kind = v.looseObject({ type: v.picklist(['choice', 'numeric'], 'must be choice or numeric') })

/** @returns null when something was reported */
export function readPrediction(id: string, yaml: string, line: number, report: Report): Prediction | null {
  const read = readYaml(yaml, line, prediction, report)
  if (!read) return null
  const { prompt, choices, answer, reveal } = read.value
  const index = answer === undefined ? null : choices.indexOf(answer)
  if (index === -1) {
    report(read.lineOf('answer'), `"answer" must be one of the choices, letter by letter, or be left out`)
    return null
  }
  return { kind: 'predict', id, prompt, choices, answer: index, reveal }
}

/** @returns null when something was reported */
export function readQuestion(id: string, objective: string, yaml: string, line: number, report: Report): Question | null {
  const type = readYaml(yaml, line, kind, report)?.value.type
  if (!type) return null
  const read = readYaml<typeof choice | typeof numeric>(yaml, line, kinds[type], report)
  if (!read) return null
  const { type: _, ...fields } = read.value
  return { kind: type, id, objective, ...fields } as Question
}
