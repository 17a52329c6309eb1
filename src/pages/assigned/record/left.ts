/** How many attempts a question has left where an assignment counts them: said beside the question, before and after each. */
import type { Kept } from '../../../session/learning/record.ts'
import { itemKey } from '../../../teach/assignment/assignment.ts'
import { type Assigned, askedOf, placeOf } from '../readAssigned.ts'
import { answeredAt } from './facts.ts'

/** @param key `part/lesson#question` @returns null where nothing is counted */
export function leftSaid(assigned: Assigned, kept: Pick<Kept, 'attempts'>, key: string): string | null {
  const allowed = assigned.attempts
  const item = assigned.items.find((each) => askedOf(assigned, each).includes(key))
  if (allowed === null || !item) return null
  const answers = answeredAt(kept, placeOf(assigned, itemKey(item))).filter((each) => each.key === key)
  const right = answers.findIndex((each) => each.right) + 1
  const counted = allowed === 1 ? 'the one attempt that counts' : `the ${allowed} attempts that count`
  if (right > 0)
    return right <= allowed ? `Right at attempt ${right} of ${allowed}: it counts.` : `Right after ${counted}: it does not count.`
  const left = allowed - answers.length
  if (left <= 0)
    return `${counted.replace('the', 'The')} ${allowed === 1 ? 'is' : 'are'} used. Go on as you like: further answers do not count.`
  return `${left} of ${allowed} ${allowed === 1 ? 'attempt' : 'attempts'} left.`
}
