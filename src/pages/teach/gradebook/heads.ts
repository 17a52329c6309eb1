/** What the gradebook calls an item: short in a column, by its title in a sentence. */
import { type Assignment, type Item, itemKey, lessonOf, OWN } from '../../../teach/assignment/assignment.ts'
import { lessonId } from '../../../lesson/lesson.ts'
import { ownEntry } from '../../assigned/own/ownEntry.ts'
import { type Entry, entryOf, numberOf } from '../../course/course.ts'

/** Of a lesson of one's own its title, where its text is with the assignment. */
export function headOf({ lessons }: Assignment, item: Item): string {
  if (item.kind === 'task') return item.title
  const name = itemKey(item).split('/').at(-1)!
  const own = lessonOf(item)?.startsWith(`${OWN}/`) ? lessons.find(({ id }) => id === name) : undefined
  return (own && ownEntry(own)?.title) ?? name
}

/** "0.1 What a language model does", and which of its questions; an item that this course does not know by its key. */
export function titleOf(assignment: Assignment, item: Item): string {
  return item.kind === 'task'
    ? item.title
    : item.kind === 'question'
      ? questionOf(assignment, item.key)
      : lessonOfKey(assignment, item.lesson)
}

/** Of a question by its key, `part/lesson#question`. */
export function questionOf(assignment: Assignment, key: string): string {
  const [lesson = '', id] = key.split('#')
  const checks = entryIn(assignment, lesson)?.checks ?? []
  const nth = checks.findIndex((check) => check.id === id)
  if (nth < 0) return key
  return `${lessonOfKey(assignment, lesson)}, ${checks[nth]!.kind === 'challenge' ? 'challenge' : 'question'} ${nth + 1} of ${checks.length}`
}

function lessonOfKey(assignment: Assignment, id: string): string {
  const entry = entryIn(assignment, id)
  return entry ? (entry.part === OWN ? entry.title : `${numberOf(entry)} ${entry.title}`) : id
}

const entryIn = ({ lessons }: Assignment, id: string): Entry | undefined =>
  entryOf(id) ?? lessons.flatMap((lesson) => ownEntry(lesson) ?? []).find((entry) => lessonId(entry) === id)
