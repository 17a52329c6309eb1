/** What an assignment may ask for: lessons, single questions, projects, and tasks of an instructor's own. */
import * as v from 'valibot'
import { parseGoal, readingsIn } from '../../goal/goal.ts'

export const ITEM_LIMITS = { id: 40, title: 120, text: 4000, goal: 300, params: 40, param: 2000, points: 100 }

const NAME = '[a-z0-9][a-z0-9-]*'
/** `part/slug`; of a lesson of the instructor's own, `own/slug`. */
export const lessonName = v.pipe(
  v.string('a lesson’s name is not text'),
  v.regex(new RegExp(`^${NAME}/${NAME}$`), 'a lesson’s name is not one'),
)
export const idName = v.pipe(
  v.string('an id is not text'),
  v.regex(new RegExp(`^${NAME}$`), 'an id has other characters than a to z, 0 to 9 and hyphens'),
  v.maxLength(ITEM_LIMITS.id, `an id has more than ${ITEM_LIMITS.id} characters`),
)
/** what it counts for, beside the others */
const points = v.optional(
  v.pipe(
    v.number('the points of an item are no number'),
    v.minValue(0.1, 'an item counts for less than 0.1 points'),
    v.maxValue(ITEM_LIMITS.points, `an item counts for more than ${ITEM_LIMITS.points} points`),
  ),
  1,
)

/** Parameters of a widget or settings of the Lab: whoever opens them checks each against its own schema. */
const settings = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,40}$/, 'a setting’s name is not one')),
    v.union(
      [v.pipe(v.string(), v.maxLength(ITEM_LIMITS.param)), v.pipe(v.number(), v.finite()), v.boolean()],
      'a setting is no number, short text or yes and no',
    ),
  ),
  v.check((record) => Object.keys(record).length <= ITEM_LIMITS.params, `it has more than ${ITEM_LIMITS.params} settings for one task`),
)

const where = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('widget'), widget: idName, params: v.optional(settings, {}) }),
    v.strictObject({ kind: v.literal('lab'), settings: v.optional(settings, {}) }),
    /** an answer in the student's own words, which the instructor reads */
    v.strictObject({ kind: v.literal('words') }),
  ],
  'a task is to be done in a place that this version does not know',
)

const task = v.pipe(
  v.strictObject({
    kind: v.literal('task'),
    id: idName,
    title: v.pipe(
      v.string('a task’s title is not text'),
      v.trim(),
      v.minLength(1, 'a task’s title is empty'),
      v.maxLength(ITEM_LIMITS.title, `a task’s title has more than ${ITEM_LIMITS.title} characters`),
    ),
    /** markdown: what is to be done */
    text: v.optional(
      v.pipe(
        v.string('a task’s text is not text'),
        v.maxLength(ITEM_LIMITS.text, `a task’s text has more than ${ITEM_LIMITS.text} characters`),
      ),
      '',
    ),
    where,
    /** in the goal language, over the readings of the widget or the Lab; empty: none */
    goal: v.optional(
      v.pipe(
        v.string('a goal is not text'),
        v.trim(),
        v.maxLength(ITEM_LIMITS.goal, `a goal has more than ${ITEM_LIMITS.goal} characters`),
        v.check(
          (text) => text === '' || readable(text),
          (issue) => `the goal “${String(issue.input)}” cannot be read`,
        ),
      ),
      '',
    ),
    /** the model that was trained for it is handed in, and measured again */
    model: v.optional(v.boolean('whether a model is handed in is neither true nor false'), false),
    points,
  }),
  v.check(
    ({ where, goal }) => where.kind !== 'words' || goal === '',
    'a task in the student’s own words has a goal, which nothing can measure',
  ),
  v.check(({ where, model }) => where.kind === 'lab' || !model, 'a task that is not done in the Lab asks for a model'),
)

function readable(goal: string): boolean {
  try {
    return readingsIn(parseGoal(goal)).length > 0
  } catch {
    return false
  }
}

export const item = v.variant(
  'kind',
  [
    /** all that a lesson asks */
    v.strictObject({ kind: v.literal('lesson'), lesson: lessonName, points }),
    /** one question, prediction or challenge of a lesson: `part/lesson#id` */
    v.strictObject({
      kind: v.literal('question'),
      key: v.pipe(
        v.string('a question’s name is not text'),
        v.regex(new RegExp(`^${NAME}/${NAME}#${NAME}$`), 'a question’s name is not one'),
      ),
      points,
    }),
    /** the lesson at the end of a part, whose model is what counts */
    v.strictObject({ kind: v.literal('project'), lesson: lessonName, points }),
    task,
  ],
  'it asks for something that this version of the course does not know',
)

export type Item = v.InferOutput<typeof item>
export type Task = Extract<Item, { kind: 'task' }>

/** By what answers, scores and columns know it: `part/slug`, `part/slug#id`, or a task’s own id. */
export function itemKey(item: Item): string {
  switch (item.kind) {
    case 'task':
      return item.id
    case 'question':
      return item.key
    default:
      return item.lesson
  }
}

/** `part/slug` of the lesson that it lies in; null for a task, which lies in none. */
export const lessonOf = (item: Item): string | null =>
  item.kind === 'task' ? null : item.kind === 'question' ? item.key.split('#')[0]! : item.lesson
