/** What a model can be taught here, in words. */
import type { TaskId, TunedTask } from '../../worker/protocol.ts'

/** A task of the course's, or the learner's own examples. */
export type TaskChoice = TaskId | 'own'

export const TASKS: readonly { value: TaskChoice; name: string; says: string }[] = [
  { value: 'sentiment', name: 'sentiment', says: 'Is a story of the small world sad or glad?' },
  { value: 'reviews', name: 'reviews', says: 'Is a real sentence about a mobile phone good or bad?' },
  { value: 'entailment', name: 'entailment', says: 'Does a second sentence follow from a story?' },
  { value: 'similarity', name: 'similarity', says: 'Do two texts tell the same story?' },
  { value: 'endings', name: 'endings', says: 'Which of four endings belongs to a story?' },
  { value: 'own', name: 'your own', says: 'A CSV of mine: two columns, a text and its label.' },
]

/** What rows are called that were written in the page and came from no file. */
export const OWN_TITLE = 'Rows of mine'

export const isOwn = (task: TaskChoice): task is 'own' => task === 'own'
/** A tuned model's files may not say what it learned, and then no examples can be made anew. */
export const isCourseTask = (id: string): id is TaskId => TASKS.some(({ value }) => value === id && value !== 'own')

/** What each text of an example is. */
export const PARTS: Record<TunedTask['form'], readonly string[]> = {
  classification: ['A text'],
  entailment: ['What is told', 'Does this follow?'],
  similarity: ['A text', 'Another'],
  choice: ['What comes before', 'An answer', 'Another answer'],
}
