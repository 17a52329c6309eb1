/** An assignment's rules and a student's results in words. */
import type { Assignment, Item } from '../../teach/assignment/assignment.ts'
import { CHECKS, type ItemRecord } from '../../teach/receipt/receipt.ts'
import { type ItemScore, isLate } from '../../teach/scoring/score.ts'

/** In the reader's own language and zone. */
export const momentSaid = (moment: string | number): string =>
  new Date(moment).toLocaleString(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })

export const KINDS: Readonly<Record<Item['kind'], string>> = { lesson: 'lesson', question: 'question', project: 'project', task: 'task' }

export const percentSaid = (percent: number): string => `${Math.floor(percent * 10 + 1e-6) / 10} %`

/** One sentence each: until when, what counts. */
export function rulesOf({ due, passMark, attempts, items }: Assignment, now: number): string[] {
  const points = items.reduce((sum, { points }) => sum + points, 0)
  const equal = items.every((item) => item.points === items[0]!.points)
  return [
    due === null ? '' : `Until ${momentSaid(due)}${now > Date.parse(due) ? '; what comes now is late, and is marked as such' : ''}.`,
    passMark === null ? '' : `Passed with ${passMark} % of the points.`,
    equal ? 'Everything counts the same.' : `${points} points in all.`,
    attempts === null
      ? 'Try as often as you like; the best attempt counts.'
      : `${attempts === 1 ? 'One attempt' : `${attempts} attempts`} at each question and task; the best one counts, and further ones do not.`,
    'In any order, offline too, over as many days as you need.',
  ].filter(Boolean)
}

export interface Facts {
  /** a lesson that asks nothing */
  forReading: boolean
  /** no attempt is left that could change it */
  over: boolean
}

/** "2 of 3 answered right" */
export function stateSaid(
  item: Item,
  { state, score, best }: ItemScore,
  record: ItemRecord | undefined,
  { forReading, over }: Facts = { forReading: false, over: false },
): string {
  if (state === 'missing') return forReading ? 'to be read: say so at its end' : 'not begun'
  if (state === 'to be marked') return '✓ kept, to be marked'
  if (item.kind === 'task') return state === 'reached' ? '✓ reached' : over ? 'not reached; no attempt is left' : 'not reached yet'
  const asked = (best === null ? undefined : record?.attempts[best])?.asked.length ?? 0
  if (state === 'reached') return best !== null && record?.attempts[best]?.read ? '✓ read' : '✓ done'
  const left = over ? '; no attempt is left' : ''
  return asked > 1 ? `${Math.round((score ?? 0) * asked)} of ${asked} right${left}` : over ? `not right${left}` : 'not right yet'
}

/** "Attempt 2 of 3: the goal is not reached", oldest first. */
export function attemptsSaid(
  assignment: Assignment,
  { best, beyond }: ItemScore,
  record: ItemRecord | undefined,
): { said: string; counts: boolean }[] {
  const attempts = record?.attempts ?? []
  return attempts.map(({ at, failed }, i) => ({
    counts: i === best,
    said: [
      `${momentSaid(at)}${isLate(assignment, at) ? ', late' : ''}: `,
      failed ? CHECKS[failed.kind] : 'nothing failed',
      i >= attempts.length - beyond ? '; it came after the allowed attempts and does not count' : i === best ? '; this one counts' : '',
    ].join(''),
  }))
}

/** "attempt 2 of 3" */
export function nthSaid({ attempts }: Assignment, made: number): string {
  if (attempts === null) return made === 0 ? '' : `attempt ${made + 1}`
  return made < attempts
    ? `attempt ${made + 1} of ${attempts}`
    : `All ${attempts} attempts are used; a further one is kept and does not count.`
}
