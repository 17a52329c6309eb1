/** The question about a text of the reading list, as reviews ask it. Loaded only where it is asked. */
import { READINGS } from '../facts/readings.ts'
import { readingKey } from '../session/learning.ts'
import type { ChoiceQuestion } from './lesson.ts'

/** @param key of a review; null where it is none of a text on the list */
export function readingQuestion(key: string): { work: string; question: ChoiceQuestion } | null {
  const reading = READINGS.find(({ work }) => readingKey(work) === key)
  if (!reading) return null
  const { work, prompt, answers } = reading
  return {
    work,
    question: {
      kind: 'choice',
      id: key.split('#')[1]!,
      objective: '',
      prompt,
      answers: answers.map(({ text, correct = false, why }) => ({ text, correct, why })),
    },
  }
}
