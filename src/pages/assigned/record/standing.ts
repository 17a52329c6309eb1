/** How a student stands: the score of what was done, and whether anything can still change it. */
import { type Item, itemKey } from '../../../teach/assignment/assignment.ts'
import type { ItemRecord } from '../../../teach/receipt/receipt.ts'
import { type ItemScore, type Score, score } from '../../../teach/scoring/score.ts'
import { type Assigned, askedOf } from '../readAssigned.ts'

export interface Standing extends Score {
  /** of each item something was done that cannot get better, or that waits for the instructor's mark */
  complete: boolean
}

export function standingOf(assigned: Assigned, records: readonly ItemRecord[]): Standing {
  const scored = score(assigned, records)
  const complete = assigned.items.every((item, i) =>
    isOver(
      assigned,
      item,
      scored.items[i]!,
      records.find((record) => record.item === itemKey(item)),
    ),
  )
  return { ...scored, complete }
}

/** Reached, waiting for a mark, or without an attempt that is left. */
export function isOver(assigned: Assigned, item: Item, { state }: ItemScore, record: ItemRecord | undefined): boolean {
  if (state === 'reached' || state === 'to be marked') return true
  if (assigned.attempts === null || !record) return false
  return item.kind === 'task'
    ? record.attempts.length >= assigned.attempts
    : askedOf(assigned, item).every((key) => {
        const answer = record.attempts.at(-1)?.answers.find((each) => each.key === key)
        return answer !== undefined && (answer.right || answer.given.length >= assigned.attempts!)
      })
}
