/** The course's lessons, as the pages ask for them: by name, in order, with their bodies loaded once. */
import { lessons, parts } from 'virtual:lessons'
import type { Body } from '../../lesson/figures.ts'
import { type Block, type Lesson, lessonId } from '../../lesson/lesson.ts'
import { loadOnce } from '../../ui/loadOnce.ts'

export type Entry = (typeof lessons)[number]

export const hrefOf = (lesson: { part: string; slug: string }): string => `/learn/${lessonId(lesson)}`

/** "3.2": the part, counted from 0 as the first only says how to begin, and the place in it, which an `order` that skips a number leaves no gap in. A lesson that is not the course's is "own". */
export function numberOf(entry: { part: string; order: number }): string {
  const part = parts.findIndex(({ slug }) => slug === entry.part)
  return part < 0 ? 'own' : `${part}.${placeOf(entry)}`
}

const placeOf = (entry: { part: string; order: number }): number =>
  lessons.filter(({ part, order }) => part === entry.part && order <= entry.order).length

/** By `part/slug`. */
export const entryOf = (id: string): Entry | undefined => lessons.find((lesson) => lessonId(lesson) === id)

const bodies = new WeakMap<Entry, () => Promise<Body>>()

/** The same promise each time, as `use` asks for. */
export function bodyOf(entry: Entry): Promise<Body> {
  const load = bodies.get(entry) ?? loadOnce(() => entry.load())
  bodies.set(entry, load)
  return load()
}

export interface Found<B extends Block = Block> {
  entry: Entry
  body: Lesson
  block: B
}

/**
 * The block that was kept as `part/lesson#block`; null where the course no longer has it.
 * @param others lessons that are not the course's
 */
export async function findBlock(key: string, others: readonly Entry[] = []): Promise<Found | null> {
  const [id = '', name] = key.split('#')
  const entry = entryOf(id) ?? others.find((each) => lessonId(each) === id)
  if (!entry) return null
  const body = await bodyOf(entry)
  const block = Object.values(body.blocks).find((each) => 'id' in each && each.id === name)
  return block ? { entry, body, block } : null
}
