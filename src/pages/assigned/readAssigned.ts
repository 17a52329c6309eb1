/** What an instructor's link asks of this course: its items, with the lessons that they lie in and the questions that they ask. */
import { lessonId } from '../../lesson/lesson.ts'
import { type Assignment, assignmentHash, type Item, itemKey, lessonOf } from '../../teach/assignment/assignment.ts'
import { fromLink } from '../../teach/assignment/link.ts'
import { hashInCode, isWhole } from '../../teach/assignment/whole.ts'
import { TeachError } from '../../teach/teachError.ts'
import { type Entry, entryOf } from '../course/course.ts'
import type { Brought } from './brought.ts'
import { ownEntry } from './own/ownEntry.ts'

export interface Assigned extends Assignment {
  link: string
  /** by which receipts know it */
  hash: string
  /** those of its lessons that this course has, in its order */
  entries: Entry[]
  /** names of those that it has not */
  missing: string[]
}

/** @param brought what has come as a file: texts that the link has no room for, or all of it @throws TeachError */
export function readAssigned(link: string, brought: Brought = () => null): Assigned {
  const hash = hashInCode(link)
  if (hash === null) {
    const assignment = fromLink(link)
    return assignedOf(isWhole(assignment) ? assignment : (brought(assignmentHash(assignment)) ?? assignment), link)
  }
  const assignment = brought(hash)
  if (!assignment)
    throw new TeachError(
      'bad-assignment',
      'This assignment came as a file, and this browser does not have the file.',
      'Open it again below; what you have done for it is not lost.',
    )
  return assignedOf(assignment, link)
}

export function assignedOf(assignment: Assignment, link: string): Assigned {
  const names = new Set(assignment.items.flatMap((item) => lessonOf(item) ?? []))
  const own = assignment.lessons.map(ownEntry)
  const found = [...names].map((id) => ({ id, entry: entryOf(id) ?? own.find((entry) => entry && lessonId(entry) === id) }))
  return {
    ...assignment,
    link,
    hash: assignmentHash(assignment),
    entries: found.flatMap(({ entry }) => entry ?? []),
    missing: found.filter(({ entry }) => !entry).map(({ id }) => id),
  }
}

export { placeOf } from './record/place.ts'

/** The questions of an item, as `part/lesson#question`; a task has none. */
export function askedOf({ entries }: Pick<Assigned, 'entries'>, item: Item): string[] {
  if (item.kind === 'task') return []
  if (item.kind === 'question') return [item.key]
  const entry = entries.find((each) => lessonId(each) === item.lesson)
  return entry ? entry.checks.map(({ id }) => `${item.lesson}#${id}`) : []
}

/** Whether it is a lesson that is here and asks nothing: it is done when it was read. */
export const isForReading = ({ entries }: Pick<Assigned, 'entries'>, item: Item): boolean =>
  item.kind !== 'task' && item.kind !== 'question' && entries.some((each) => lessonId(each) === item.lesson && each.checks.length === 0)

/** What an item is called. */
export function nameOf({ entries }: Pick<Assigned, 'entries'>, item: Item): string {
  if (item.kind === 'task') return item.title
  return entries.find((each) => lessonId(each) === lessonOf(item))?.title ?? itemKey(item)
}
