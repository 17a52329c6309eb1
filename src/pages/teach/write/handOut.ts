/** A lesson of one's own as an assignment that asks for nothing else. */
import { checkAssignment } from '../../../teach/assignment/assignment.ts'
import { toZip } from '../../../teach/assignment/file.ts'
import { toLink } from '../../../teach/assignment/link.ts'
import { ownLessonFrom } from '../../assigned/own/ownEntry.ts'

export interface HandedOut {
  /** what follows `#/assigned/`; null where the lesson is too long for it */
  code: string | null
  zip(): Uint8Array
  /** its name in the assignment */
  lesson: string
}

/** @throws TeachError 'bad-assignment' */
export function assignmentOf(text: string, title: string): HandedOut {
  const lesson = ownLessonFrom(text)
  const assignment = checkAssignment(
    { title: title.slice(0, 120), items: [{ kind: 'lesson', lesson: `own/${lesson.id}` }], lessons: [lesson] },
    'This lesson cannot be handed out:',
    'Give it a title.',
  )
  const { code, left } = toLink(assignment)
  return { code: left.length > 0 ? null : code, zip: () => toZip(assignment), lesson: lesson.id }
}
