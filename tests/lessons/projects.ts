/** The numeric answers of the projects of part 10. */
import { ANSWER_ROOM } from '../../src/core/chat/window.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'projects/sentiment-analysis#lead': () => 0.98 * 200 - 0.955 * 200,
  'projects/chatbot#counted': () => 'Tom.'.length + 1,
  'projects/chatbot#fits': () => (256 - ANSWER_ROOM) / 36,
  'projects/chatbot#two-rates': () => (100 * 75) / (155 - 60),
  'projects/translation#seconds': () => (500 * 0.12) / 0.25,
}
