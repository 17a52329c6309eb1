/** The YAML inside `:::predict` and `:::quiz`, checked and turned into plain data. */
import * as v from 'valibot'
import type { Prediction, Question } from '../lesson.ts'
import { type Report, suggest } from './problem.ts'
import { normalized } from '../questions/short.ts'
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

/** One text or a list of them. */
const hints = v.pipe(
  v.union([text, v.array(text)], 'must be a text or a list of texts'),
  v.transform((given) => (Array.isArray(given) ? given : [given])),
  v.minLength(1, 'needs at least one'),
)
const answers = v.pipe(
  v.array(v.strictObject({ text, correct: v.optional(v.boolean('must be true or false'), false), why: text })),
  v.minLength(2, 'needs at least two'),
)
const rightOnes = (given: { correct: boolean }[]): number => given.filter((answer) => answer.correct).length

/** Every kind of `:::quiz`, by its `type`. */
const kinds = {
  choice: v.strictObject({
    type: v.literal('choice'),
    prompt: text,
    answers: v.pipe(
      answers,
      v.check((given) => rightOnes(given) === 1, 'needs exactly one with "correct: true"; for several there is "type: multiple"'),
    ),
  }),
  multiple: v.strictObject({
    type: v.literal('multiple'),
    prompt: text,
    answers: v.pipe(
      answers,
      v.check((given) => rightOnes(given) >= 1, 'needs at least one with "correct: true"'),
    ),
  }),
  numeric: v.strictObject({
    type: v.literal('numeric'),
    prompt: text,
    answer: number,
    tolerance: v.pipe(number, v.minValue(0, 'must not be negative')),
    unit: v.optional(v.pipe(v.string('must be text'), v.trim()), ''),
    why: text,
    hints,
  }),
  short: v.strictObject({
    type: v.literal('short'),
    prompt: text,
    accepts: v.pipe(
      v.array(text),
      v.minLength(1, 'needs at least one'),
      v.check((given) => given.every((words) => normalized(words) !== ''), 'holds an answer without letters or digits'),
    ),
    why: text,
    hints,
  }),
  order: v.strictObject({
    type: v.literal('order'),
    prompt: text,
    items: v.pipe(
      v.array(text),
      v.minLength(3, 'needs at least three'),
      v.check((items) => new Set(items).size === items.length, 'has an item twice'),
    ),
    why: text,
    hints,
  }),
} as const

const KINDS = Object.keys(kinds) as (keyof typeof kinds)[]
const kind = v.looseObject({ type: v.string('must be text') })

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
  const first = readYaml(yaml, line, kind, report)
  if (!first) return null
  const type = KINDS.find((each) => each === first.value.type)
  if (!type) {
    report(first.lineOf('type'), `"type": must be ${KINDS.slice(0, -1).join(', ')} or ${KINDS.at(-1)}${suggest(first.value.type, KINDS)}`)
    return null
  }
  const read = readYaml<v.GenericSchema<unknown, QuizFields>>(yaml, line, kinds[type] as never, report)
  if (!read) return null
  const { type: _, ...fields } = read.value
  const order = 'items' in fields ? { shuffled: shuffled(fields.items.length, id) } : {}
  return { kind: type, id, objective, ...fields, ...order } as Question
}

type QuizFields = v.InferOutput<(typeof kinds)[keyof typeof kinds]>

/** An order that is not the right one, the same at every build. */
function shuffled(count: number, id: string): number[] {
  let state = [...id].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7)
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = Math.floor((state / 2 ** 32) * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order.every((item, i) => item === i) ? order.reverse() : order
}
