/** What a question needs of the learner's record: where it stands, what was tried, how to answer and to begin again. */
import { useContext } from 'react'
import { type Given, useLearning } from '../../session/learning.ts'
import { CountingContext, useQuestionKey, useQuestionPlace } from '../LessonContext.ts'

export function useAnswers(id: string) {
  const key = useQuestionKey(id)
  const place = useQuestionPlace(id)
  const attempt = useLearning((s) => s.answers[key])
  const give = useLearning((s) => s.answer)
  const retry = useLearning((s) => s.retry)
  const counted = useContext(CountingContext)(key)
  const tried = attempt?.tried ?? []
  const solved = attempt?.right ?? false
  return {
    tried,
    last: tried.at(-1),
    solved,
    /** "question 2 of 4, solved at the first try" */
    place: solved ? `${place}, ${said(tried.length)}` : place,
    /** what an instructor lets count, in a sentence; null: nothing is counted */
    counted,
    answer: (given: Given, right: boolean) => give(key, given, right),
    again: () => retry(key),
  }
}

const said = (tries: number): string => (tries === 1 ? 'solved at the first try' : `solved after ${tries} tries`)
