/** In development: the lesson as its file says now, without a reload. In the built course it is the lesson as it was loaded. */
import { useMemo, useSyncExternalStore } from 'react'
import { type Lesson, lessonId } from './lesson.ts'

const edited = new Map<string, Lesson>()
const listeners = new Set<() => void>()

import.meta.hot?.on('lesson:changed', (lesson: Lesson) => {
  edited.set(lessonId(lesson), lesson)
  for (const listen of listeners) listen()
})

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The code of its figures stays the loaded lesson's: one that was added since is looked for among all. */
export function useEdited<L extends Lesson>(lesson: L): L {
  const now = (): Lesson => edited.get(lessonId(lesson)) ?? lesson
  const shown = useSyncExternalStore(subscribe, now, now)
  return useMemo(() => ({ ...lesson, ...shown }), [lesson, shown])
}
