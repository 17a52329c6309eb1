/** The YAML inside `:::challenge`: a task, a widget with its start, a goal over its readings, hints and a solution. */
import * as v from 'valibot'
import { type Goal, parseGoal, readingsIn } from '../../goal/goal.ts'
import type { Challenge } from '../lesson.ts'
import { type Report, suggest } from './problem.ts'
import { readParams, type Widgets } from './widgets.ts'
import { readYaml } from './yaml.ts'

const text = v.pipe(v.string('must be text'), v.trim(), v.minLength(1, 'must not be empty'))
const scalar = v.union([v.string(), v.number(), v.boolean()], 'must be one value, as in a directive')

/** Values are written as a directive's arguments would be: a list is joined by commas. */
const params = v.pipe(
  v.record(v.string(), v.union([scalar, v.array(scalar)], 'must be a value or a list of values'), 'must be "name: value" lines'),
  v.transform((given) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))),
)

const schema = v.strictObject({
  task: text,
  widget: text,
  start: v.optional(params, {}),
  goal: text,
  hints: v.pipe(v.array(text, 'must be a list of texts'), v.minLength(1, 'needs at least one')),
  solution: v.strictObject({ params, words: text }, 'must have "params" and "words"'),
})

/** @returns null when something was reported */
export function readChallenge(
  id: string,
  objective: string,
  yaml: string,
  line: number,
  widgets: Widgets,
  report: Report,
): Challenge | null {
  const read = readYaml(yaml, line, schema, report)
  if (!read) return null
  const { task, widget, hints, solution, ...fields } = read.value
  const { lineOf } = read
  if (!Object.hasOwn(widgets, widget)) {
    report(lineOf('widget'), `unknown widget "${widget}"${suggest(widget, Object.keys(widgets))}`)
    return null
  }
  const checked = (given: Record<string, string>, ...path: string[]): Record<string, unknown> => {
    const { params, complaints } = readParams(widgets, widget, given)
    for (const complaint of complaints) report(lineOf(...path), complaint)
    return params
  }
  const start = checked(fields.start, 'start')
  const solved = checked(solution.params, 'solution', 'params')
  const goal = readGoal(fields.goal, widget, widgets, (message) => report(lineOf('goal'), message))
  if (!goal) return null
  const readings = Object.fromEntries(readingsIn(goal).map((name) => [name, widgets[widget]!.readings?.[name] ?? '']))
  return {
    kind: 'challenge',
    id,
    objective,
    task,
    widget,
    start,
    goal,
    readings,
    hints,
    solution: { params: solved, words: solution.words },
  }
}

function readGoal(text: string, widget: string, widgets: Widgets, report: (message: string) => void): Goal | null {
  try {
    const goal = parseGoal(text)
    const known = Object.keys(widgets[widget]!.readings ?? {})
    if (known.length === 0) report(`widget "${widget}" declares no readings, so that no goal can be judged by it`)
    for (const name of readingsIn(goal)) {
      if (!known.includes(name)) report(`widget "${widget}" has no reading "${name}"${suggest(name, known)}`)
    }
    return goal
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    report(`cannot read the goal "${text}": ${error.message}`)
    return null
  }
}
