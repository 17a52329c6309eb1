/** One lesson: found in the index, its body loaded, its neighbours named. */
import { use } from 'react'
import { lessons, parts } from 'virtual:lessons'
import { Lesson, type Neighbour } from '../../lesson/Lesson.tsx'
import type { Lesson as LessonData } from '../../lesson/lesson.ts'
import { NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/useTitle.ts'

type Entry = (typeof lessons)[number]

const bodies = new Map<Entry, Promise<LessonData>>()

/** The same promise each time, as `use` asks for. One that failed is asked for anew when the page is opened again. */
function bodyOf(entry: Entry): Promise<LessonData> {
  const known = bodies.get(entry)
  if (known) return known
  const body = entry.load()
  body.catch(() => bodies.delete(entry))
  bodies.set(entry, body)
  return body
}

export function LessonPage({ part, slug }: { part: string; slug: string }) {
  const entry = lessons.find((lesson) => lesson.part === part && lesson.slug === slug)
  return entry ? <Found entry={entry} /> : <NotFound />
}

function Found({ entry }: { entry: Entry }) {
  useTitle(entry.title)
  const lesson = use(bodyOf(entry))
  const at = lessons.indexOf(entry)
  return (
    <Lesson
      lesson={lesson}
      part={parts.find((part) => part.slug === entry.part)!}
      number={numberOf(entry)}
      of={lessons.filter((other) => other.part === entry.part).length}
      previous={neighbour(lessons[at - 1])}
      next={neighbour(lessons[at + 1])}
    />
  )
}

/** "3.2": the part, counted from 0 as the first only says how to begin, and the place in it. */
const numberOf = (entry: Entry): string => `${parts.findIndex((part) => part.slug === entry.part)}.${entry.order}`

const neighbour = (entry: Entry | undefined): Neighbour | null => (entry ? { ...entry, number: numberOf(entry) } : null)
