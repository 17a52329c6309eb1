/** The course's lessons, as the pages ask for them: by name, in order, with their bodies loaded once. */
import { lessons, parts } from 'virtual:lessons'
import type { Body } from '../../lesson/figures.ts'
import { type Block, type Lesson, lessonId } from '../../lesson/lesson.ts'
import { loadOnce } from '../../ui/loadOnce.ts'

export type Entry = (typeof lessons)[number]

export const hrefOf = (lesson: { part: string; slug: string }): string => `/learn/${lessonId(lesson)}`

/** "3.2": the part, counted from 0 as the first only says how to begin, and the place in it, which an `order` that skips a number leaves no gap in. */
export const numberOf = (entry: { part: string; order: number }): string =>
  `${parts.findIndex((part) => part.slug === entry.part)}.${placeOf(entry)}`

const placeOf = (entry: { part: string; order: number }): number =>
  lessons.filter(({ part, order }) => part === entry.part && order <= entry.order).length

/** By `part/slug`. */
export const entryOf = (id: string): Entry | undefined => lessons.find((lesson) => lessonId(lesson) === id)

const bodies = new Map(lessons.map((entry) => [entry, loadOnce<Body>(() => entry.load())]))

/** The same promise each time, as `use` asks for. */
export const bodyOf = (entry: Entry): Promise<Body> => bodies.get(entry)!()

export interface Found<B extends Block = Block> {
  entry: Entry
  body: Lesson
  block: B
}

/** The block that was kept as `part/lesson#block`; null where the course no longer has it. */
export async function findBlock(key: string): Promise<Found | null> {
  const [id = '', name] = key.split('#')
  const entry = entryOf(id)
  if (!entry) return null
  const body = await bodyOf(entry)
  const block = Object.values(body.blocks).find((each) => 'id' in each && each.id === name)
  return block ? { entry, body, block } : null
}
