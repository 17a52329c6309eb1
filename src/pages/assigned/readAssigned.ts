/** What an instructor's link asks of this course: its items, with the lessons that they lie in and the questions that they ask. */
import { lessonId } from '../../lesson/lesson.ts'
import { type Assignment, assignmentHash, type Item, itemKey, lessonOf } from '../../teach/assignment/assignment.ts'
import { fromLink } from '../../teach/assignment/link.ts'
import { type Entry, entryOf } from '../course/course.ts'
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

/** @throws TeachError */
export function readAssigned(link: string): Assigned {
  return assignedOf(fromLink(link), link)
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

/** Under what the browser keeps things of an assignment: its item's attempts, or a draft by its name. */
export const placeOf = ({ hash }: Pick<Assigned, 'hash'>, name: string): string => `${hash.slice(0, 16)}/${name}`

/** The questions of an item, as `part/lesson#question`; a task has none. */
export function askedOf({ entries }: Pick<Assigned, 'entries'>, item: Item): string[] {
  if (item.kind === 'task') return []
  if (item.kind === 'question') return [item.key]
  const entry = entries.find((each) => lessonId(each) === item.lesson)
  return entry ? entry.checks.map(({ id }) => `${item.lesson}#${id}`) : []
}

/** What an item is called. */
export function nameOf({ entries }: Pick<Assigned, 'entries'>, item: Item): string {
  if (item.kind === 'task') return item.title
  return entries.find((each) => lessonId(each) === lessonOf(item))?.title ?? itemKey(item)
}
