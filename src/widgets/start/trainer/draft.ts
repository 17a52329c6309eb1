/** How the trainer's parameters reach the session's draft. */
import { session } from '../../../session/index.ts'
import { runOf, type Sizes } from './run.ts'

/**
 * The draft is the session's, shared with the Lab: it changes when the learner turns a knob or starts a run, not when a
 * lesson opens. Without parameters it is left as it is.
 */
export function applyToDraft(params: Sizes): void {
  if (Object.values(params).every((value) => value === undefined)) return
  const { sizes, training } = runOf(params)
  session.getState().editSizes(sizes)
  session.getState().editTraining(training)
}
