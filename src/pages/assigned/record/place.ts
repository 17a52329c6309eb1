/** Where the browser keeps things of an assignment, and whether one of its lessons that asks nothing was read. Every lesson's page loads it. */
import type { Kept } from '../../../session/learning/record.ts'

/** Under what the browser keeps things of an assignment: its item's attempts, or a draft by its name. */
export const placeOf = ({ hash }: { hash: string }, name: string): string => `${hash.slice(0, 16)}/${name}`

/** A lesson without a question is done when the student has said at its end that it is read, or has made a guess in it. */
export const isRead = (assigned: { hash: string }, kept: Pick<Kept, 'attempts' | 'predictions'>, lesson: string): boolean =>
  (kept.attempts[placeOf(assigned, lesson)] ?? []).some(({ read }) => read === true) ||
  Object.keys(kept.predictions).some((key) => key.startsWith(`${lesson}#`))
