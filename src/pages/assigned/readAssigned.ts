/** What an instructor's link selects of this course. */
import { type Entry, entryOf } from '../course/course.ts'
import { type Assignment, decodeAssignment } from '../teach/assignment.ts'

export interface Assigned extends Assignment {
  link: string
  /** those of its lessons that this course has, in its order */
  entries: Entry[]
  /** names of those that it has not */
  missing: string[]
}

/** @throws LinkError */
export function readAssigned(link: string): Assigned {
  const assignment = decodeAssignment(link)
  const found = assignment.lessons.map((id) => ({ id, entry: entryOf(id) }))
  return {
    ...assignment,
    link,
    entries: found.flatMap(({ entry }) => entry ?? []),
    missing: found.filter(({ entry }) => !entry).map(({ id }) => id),
  }
}
