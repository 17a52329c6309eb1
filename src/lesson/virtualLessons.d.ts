/** The course as the build gives it to the page. */
declare module 'virtual:lessons' {
  import type { Lesson, LessonInfo, Part, Passages, Term, Work } from './lesson.ts'

  export const parts: readonly Part[]
  /** in reading order */
  export const lessons: readonly (LessonInfo & { load: () => Promise<Lesson> })[]
  /** words that the course explains, by alphabet */
  export const loadGlossary: () => Promise<readonly Term[]>
  /** works that lessons cite, by year */
  export const loadBibliography: () => Promise<readonly Work[]>
  /** the words of all lessons, for search; in reading order */
  export const loadPassages: () => Promise<readonly Passages[]>
}
