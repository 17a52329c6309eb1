/** In which order an assignment asks for its items. */
import { lessons } from 'virtual:lessons'
import { lessonId } from '../../../lesson/lesson.ts'
import type { DraftItem } from './draft.ts'

/** Of the course in its order, then lessons of one's own, then the tasks. */
export function ordered(items: readonly DraftItem[]): DraftItem[] {
  const order = new Map(lessons.map((entry, i) => [lessonId(entry), i]))
  const place = (item: DraftItem): number =>
    item.kind === 'task'
      ? lessons.length + 1
      : (order.get(item.kind === 'question' ? item.key.split('#')[0]! : item.lesson) ?? lessons.length)
  return [...items].sort((a, b) => place(a) - place(b))
}
