/** What an instructor's link selects of this course. */
import { type Assignment, lessonOf } from '../../teach/assignment/assignment.ts'
import { fromLink } from '../../teach/assignment/link.ts'
import { type Entry, entryOf } from '../course/course.ts'

export interface Assigned extends Assignment {
  link: string
  /** those of its lessons that this course has, in its order */
  entries: Entry[]
  /** names of those that it has not */
  missing: string[]
}

/** @throws TeachError */
export function readAssigned(link: string): Assigned {
  const assignment = fromLink(link)
  const names = new Set(assignment.items.flatMap((item) => lessonOf(item) ?? []))
  const found = [...names].map((id) => ({ id, entry: entryOf(id) }))
  return {
    ...assignment,
    link,
    entries: found.flatMap(({ entry }) => entry ?? []),
    missing: found.filter(({ entry }) => !entry).map(({ id }) => id),
  }
}
