/** What a student's attempts come to: one function, for the student's page, the learning platform and the gradebook alike. */
import { holds, parseGoal } from '../../goal/goal.ts'
import { type Assignment, type Item, itemKey } from '../assignment/assignment.ts'
import type { Attempt, ItemRecord } from '../receipt/receipt.ts'

export interface ItemScore {
  item: string
  points: number
  /** of the best attempt that counts, 0 to 1; null: nothing was handed in, or it waits for the instructor's mark */
  score: number | null
  state: 'missing' | 'to be marked' | 'partly' | 'reached'
  /** index of the attempt that counts; null: none does */
  best: number | null
  /** it came after the due date */
  late: boolean
  /** the best that came in time, 0 to 1; differs from `score` where a late one is better */
  inTime: number | null
  /** attempts after the allowed ones, which are listed and do not count */
  beyond: number
}

export interface Score {
  items: ItemScore[]
  /** of the points that can be told by now, 0 to 100 */
  percent: number
  /** percent of the points that came in time */
  percentInTime: number
  /** null: no pass mark is set */
  passed: boolean | null
  /** one that counts came after the due date */
  late: boolean
  /** items that wait for the instructor's mark */
  toMark: number
  /** items of which something was handed in */
  handedIn: number
}

/** Marks of an instructor's own, 0 to 1 by the item's key; they go before what is computed. */
export type Marks = Readonly<Record<string, number>>

/** @param records by item, in any order; what is of no item of the assignment is passed over */
export function score(assignment: Assignment, records: readonly ItemRecord[], marks: Marks = {}): Score {
  const items = assignment.items.map((item) =>
    scoreItem(
      assignment,
      item,
      records.find((record) => record.item === itemKey(item)),
      marks,
    ),
  )
  const counted = items.filter(({ state }) => state !== 'to be marked')
  const total = sum(counted.map(({ points }) => points))
  const share = (of: (item: ItemScore) => number | null): number =>
    total === 0 ? 0 : (100 * sum(counted.map((item) => item.points * (of(item) ?? 0)))) / total
  const percent = share((item) => item.score)
  return {
    items,
    percent,
    percentInTime: share((item) => item.inTime),
    passed: assignment.passMark === null ? null : percent >= assignment.passMark - ROUNDING,
    late: items.some(({ late }) => late),
    toMark: items.length - counted.length,
    handedIn: items.filter(({ state }) => state !== 'missing').length,
  }
}

/** Thirds of points do not add up exactly. */
const ROUNDING = 1e-9

function scoreItem(assignment: Assignment, item: Item, record: ItemRecord | undefined, marks: Marks): ItemScore {
  const attempts = record?.attempts ?? []
  const counting = isTask(item) ? attempts.slice(0, assignment.attempts ?? attempts.length) : attempts
  const scored = counting.map((attempt) => ({
    score: scoreAttempt(item, attempt, assignment.attempts),
    late: isLate(assignment, attempt.at),
  }))
  const base = { item: itemKey(item), points: item.points, beyond: attempts.length - counting.length }
  const best = bestOf(scored)
  const mark = Object.hasOwn(marks, base.item) ? marks[base.item]! : null
  if (best === null && mark === null) return { ...base, score: null, state: 'missing', best, late: false, inTime: null }
  const late = best !== null && scored[best]!.late
  if (mark !== null) return { ...base, score: mark, state: stateOf(mark), best, late, inTime: late ? null : mark }
  const reached = scored[best!]!.score
  if (reached === null) return { ...base, score: null, state: 'to be marked', best, late, inTime: null }
  const inTime = scored.flatMap((each) => (each.late ? [] : (each.score ?? 0)))
  return { ...base, score: reached, state: stateOf(reached), best, late, inTime: inTime.length > 0 ? Math.max(...inTime) : null }
}

/** The first of the best, those in time before late ones that are no better; of what waits for a mark the last. */
function bestOf(scored: readonly { score: number | null; late: boolean }[]): number | null {
  let best: number | null = null
  for (const [i, each] of scored.entries()) {
    if (best === null || each.score === null) best = i
    else {
      const known = scored[best]!
      const better = each.score - (known.score ?? 0)
      if (better > 0 || (better === 0 && known.late && !each.late)) best = i
    }
  }
  return best
}

const isTask = (item: Item): boolean => item.kind === 'task'
const stateOf = (score: number): 'partly' | 'reached' => (score >= 1 ? 'reached' : 'partly')

export const isLate = ({ due }: Assignment, at: string): boolean => due !== null && Date.parse(at) > Date.parse(due)

/**
 * 0 to 1; null where only the instructor can tell.
 * @param allowed attempts at each question; null: any number
 */
export function scoreAttempt(item: Item, attempt: Attempt, allowed: number | null): number | null {
  if (item.kind !== 'task') {
    const asked = item.kind === 'question' ? [item.key] : attempt.asked
    // What asks nothing is done when it was read, or when a guess was made in it.
    if (asked.length === 0) return Number(attempt.read === true || attempt.predictions.length > 0)
    const right = new Set(
      attempt.answers.filter((answer) => answer.right && answer.given.length <= (allowed ?? answer.given.length)).map(({ key }) => key),
    )
    // A guess has no right answer to reach: having made it counts.
    for (const { key } of attempt.predictions) right.add(key)
    return asked.filter((key) => right.has(key)).length / asked.length
  }
  if (item.where.kind === 'words') return attempt.words.trim() === '' ? 0 : null
  if (attempt.failed && attempt.failed.kind !== 'goal') return 0
  return item.goal === '' ? 1 : Number(holds(parseGoal(item.goal), attempt.readings))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
