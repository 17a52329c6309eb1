/** What a learner has done since, as a platform is told of it: each answer and attempt in the kind that SCORM has for it. */
import { lessonId } from '../../../lesson/lesson.ts'
import type { Kept } from '../../../session/learning/record.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type QuestionKind, told } from '../../../teach/scorm/answers.ts'
import type { Interaction } from '../../../teach/scorm/session.ts'
import { type Assigned, placeOf } from '../readAssigned.ts'
import { answeredAt, type Tried, triedAt } from '../record/facts.ts'

/** In the order of the assignment's items; facts are only added. */
export function interactionsSince(assigned: Assigned, before: Kept['attempts'], now: Kept['attempts']): Interaction[] {
  return assigned.items.flatMap((item) => {
    const place = placeOf(assigned, itemKey(item))
    const attempts = { [place]: (now[place] ?? []).slice(before[place]?.length ?? 0) }
    if (item.kind === 'task') return triedAt({ attempts }, place).map((tried) => taskDone(item.id, item.where.kind === 'words', tried))
    return answeredAt({ attempts }, place).map(
      ({ key, given, right, at }): Interaction => ({
        id: key,
        ...told(kindOf(assigned, key), given),
        result: right ? 'correct' : 'wrong',
        at: new Date(at),
      }),
    )
  })
}

/** Words are for the instructor to mark, so they are neither right nor wrong. */
const taskDone = (id: string, inWords: boolean, { words, readings, failed, at }: Tried): Interaction => ({
  id,
  type: inWords ? 'fill-in' : 'performance',
  response: inWords ? words : said(readings),
  result: inWords ? 'neutral' : failed ? 'wrong' : 'correct',
  at: new Date(at),
})

function kindOf({ entries }: Assigned, key: string): QuestionKind | null {
  const [lesson, id] = key.split('#')
  const entry = entries.find((each) => lessonId(each) === lesson)
  return entry?.checks.find((check) => check.id === id)?.kind ?? null
}

const said = (readings: Tried['readings']): string =>
  Object.entries(readings)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
