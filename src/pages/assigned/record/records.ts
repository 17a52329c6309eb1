/** What was done for an assignment, item by item, in the form in which it is scored and handed in. */
import type { Kept } from '../../../session/learning/record.ts'
import { type Item, itemKey } from '../../../teach/assignment/assignment.ts'
import { type Attempt, type ItemRecord, RECEIPT_LIMITS } from '../../../teach/receipt/receipt.ts'
import { type Assigned, askedOf, placeOf } from '../readAssigned.ts'
import { type Answered, answeredAt, readAt, type Tried, triedAt } from './facts.ts'

/** Items of which nothing has been done are left out. */
export function recordsOf(assigned: Assigned, kept: Pick<Kept, 'attempts' | 'predictions'>): ItemRecord[] {
  return assigned.items.flatMap((item) => {
    const attempts = attemptsOf(assigned, item, kept)
    return attempts.length > 0 ? [{ item: itemKey(item), attempts }] : []
  })
}

function attemptsOf(assigned: Assigned, item: Item, kept: Pick<Kept, 'attempts' | 'predictions'>): Attempt[] {
  const place = placeOf(assigned, itemKey(item))
  if (item.kind === 'task') return latest(triedAt(kept, place)).map(attemptAt)
  const asked = askedOf(assigned, item)
  const answered = answeredAt(kept, place).filter(({ key }) => asked.includes(key))
  const guesses = Object.entries(kept.predictions).flatMap(([key, { guesses }]) =>
    key === itemKey(item) || key.startsWith(`${itemKey(item)}#`) ? [{ key, ...guesses[0]! }] : [],
  )
  const reads = asked.length === 0 ? readAt(kept, place) : []
  const times = [...answered, ...guesses, ...reads].map(({ at }) => at)
  if (times.length === 0) return []
  const due = assigned.due === null ? Number.POSITIVE_INFINITY : Date.parse(assigned.due)
  // What came late is an attempt of its own, which holds what came in time as well.
  const ends = times.some((at) => at <= due) && times.some((at) => at > due) ? [due, Number.POSITIVE_INFINITY] : [Number.POSITIVE_INFINITY]
  return ends.map((end) => {
    const until = <T extends { at: number }>(all: readonly T[]): T[] => all.filter(({ at }) => at <= end)
    return {
      ...EMPTY,
      at: moment(Math.max(...times.filter((at) => at <= end))),
      asked,
      answers: answersIn(until(answered)),
      // Whether a guess was right is in the lesson's text, which is read when the receipt is written.
      predictions: until(guesses).map(({ key, choice, confidence }) => ({ key, choice, confidence, right: null })),
      ...(until(reads).length > 0 && { read: true }),
    }
  })
}

/** By question; what was tried after the right answer does not count against it. */
function answersIn(answered: readonly Answered[]): Attempt['answers'] {
  return [...new Set(answered.map(({ key }) => key))].map((key) => {
    const own = answered.filter((each) => each.key === key)
    const first = own.findIndex(({ right }) => right)
    const counted = own.slice(0, first < 0 ? own.length : first + 1).slice(-RECEIPT_LIMITS.attempts)
    return { key, given: counted.map(({ given }) => given), right: first >= 0, at: counted.map(({ at }) => moment(at)) }
  })
}

const attemptAt = ({ at, words, readings, failed }: Tried): Attempt => ({ ...EMPTY, at: moment(at), words, readings, failed })

/** Of more than a receipt has room for the newest, and the first that failed at nothing. */
export function latest(tried: readonly Tried[]): Tried[] {
  const rest = tried.slice(-RECEIPT_LIMITS.attempts)
  if (rest.length === tried.length) return rest
  const reached = tried.find(({ failed }) => failed === null)
  return reached && !rest.includes(reached) ? [reached, ...rest.slice(1)] : rest
}

/** What is the same of every attempt of which nothing else is known. */
export const EMPTY: Omit<Attempt, 'at'> = { asked: [], answers: [], predictions: [], words: '', readings: {}, failed: null, model: null }
export const moment = (at: number): string => new Date(at).toISOString()
