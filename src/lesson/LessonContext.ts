/** The lesson on the page, for the blocks that its markdown refers to. */
import { createContext, useContext } from 'react'
import { type Lesson, lessonId } from './lesson.ts'

export const LessonContext = createContext<Pick<Lesson, 'part' | 'slug' | 'blocks'>>({ part: '', slug: '', blocks: {} })

export const useLesson = () => useContext(LessonContext)

/** The name under which the browser keeps what was answered to a question of this lesson. */
export function useQuestionKey(id: string): string {
  return `${lessonId(useLesson())}#${id}`
}
