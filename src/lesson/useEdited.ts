/** In development: the lesson as its file says now, without a reload. In the built course it is the lesson as it was loaded. */
import { useSyncExternalStore } from 'react'
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

export function useEdited(lesson: Lesson): Lesson {
  const now = (): Lesson => edited.get(lessonId(lesson)) ?? lesson
  return useSyncExternalStore(subscribe, now, now)
}
