/** The course as the build gives it to the page. */
declare module 'virtual:lessons' {
  import type { Lesson, LessonInfo, Part } from './lesson.ts'

  export const parts: readonly Part[]
  /** in reading order */
  export const lessons: readonly (LessonInfo & { load: () => Promise<Lesson> })[]
}
