/** The check that a result fails, as far as a student's page can tell; grading tries more of them on the model itself. */
import { holds, parseGoal } from '../../../goal/goal.ts'
import { session } from '../../../session/index.ts'
import type { Assignment, Task } from '../../../teach/assignment/assignment.ts'
import type { CheckKind } from '../../../teach/receipt/receipt.ts'
import { trainedOn } from './labReadings.ts'

export interface Failed {
  kind: CheckKind
  said: string
}

/** @param model id of the model in this browser that is put forward */
export function failureOf(
  { text }: Pick<Assignment, 'text'>,
  task: Task,
  readings: Readonly<Record<string, number>>,
  model: string | undefined,
): Failed | null {
  const { models, texts } = session.getState()
  const own = models.find(({ id }) => id === model)
  if (own && text && !trainedOn(own, text.sha256, texts))
    return { kind: 'text', said: `It was trained on “${own.textTitle}”, and not on “${text.name}”.` }
  if (own && !Number.isFinite(own.validationLoss ?? 0)) return { kind: 'finite', said: `The loss of ${own.name} is no number.` }
  return task.goal === '' || holds(parseGoal(task.goal), readings) ? null : { kind: 'goal', said: `The goal is not reached: ${task.goal}.` }
}
