/** Lessons of an instructor's own within an assignment that is written: each is there together with the item that asks for it. */
import { LIMITS, OWN } from '../../../teach/assignment/assignment.ts'
import { ownEntry, ownLessonFrom } from '../../assigned/own/ownEntry.ts'
import type { DraftItem, DraftLesson } from './draft.ts'
import { ordered } from './order.ts'

export interface Taken {
  lessons: DraftLesson[]
  items: DraftItem[]
}

const keyOf = (id: string): string => `${OWN}/${id}`

/** With the lesson of this text; as it was where it is there already. `null`: there is no room for another. */
export function taking(markdown: string, { lessons, items }: Taken): Taken | null {
  const lesson = { ...ownLessonFrom(markdown), markdown }
  if (lessons.some(({ id }) => id === lesson.id)) return { lessons, items }
  if (lessons.length >= LIMITS.ownLessons) return null
  return { lessons: [...lessons, lesson], items: ordered([...items, { kind: 'lesson', lesson: keyOf(lesson.id) }]) }
}

export const without = (id: string, { lessons, items }: Taken): Taken => ({
  lessons: lessons.filter((each) => each.id !== id),
  items: items.filter((item) => item.kind !== 'lesson' || item.lesson !== keyOf(id)),
})

/** Whether a text stands in it as it is. */
export const has = (lessons: readonly DraftLesson[], markdown: string): boolean => lessons.some((each) => each.markdown === markdown)

/** What the lesson `own/…` is called; null where it is none of these. */
export function titleIn(lessons: readonly DraftLesson[], key: string): string | null {
  const lesson = lessons.find(({ id }) => keyOf(id) === key)
  return lesson ? (ownEntry(lesson)?.title ?? null) : null
}
