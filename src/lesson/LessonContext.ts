/** The lesson on the page, for the blocks that its markdown refers to. */
import { createContext, useContext } from 'react'
import type { Body } from './figures.ts'
import { isQuestion, lessonId } from './lesson.ts'

interface Shown extends Pick<Body, 'part' | 'slug' | 'blocks'>, Partial<Pick<Body, 'terms' | 'formulas' | 'figures'>> {
  /** another's text: links that leave the course say where to */
  own?: boolean
  /** it changes while it is read, so that nothing of its figures is kept in the address */
  writing?: boolean
}

export const LessonContext = createContext<Shown>({ part: '', slug: '', blocks: {} })

/** Of a question, by its key: what an instructor lets count of the answers to it, in a sentence; null where all of them do. */
export const CountingContext = createContext<(key: string) => string | null>(() => null)

export const useLesson = () => useContext(LessonContext)

/** The name under which the browser keeps what was answered to a question of this lesson. */
export function useQuestionKey(id: string): string {
  return `${lessonId(useLesson())}#${id}`
}

/** "question 2 of 4", counted in the order of the lesson. */
export function useQuestionPlace(id: string): string {
  const questions = Object.values(useLesson().blocks).filter(isQuestion)
  return `question ${questions.findIndex((question) => question.id === id) + 1} of ${questions.length}`
}
