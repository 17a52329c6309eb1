/** The steps of the open model's past that can be gone through, and where in it the page is. Pure functions. */
import type { Evaluation } from '../worker/protocol.ts'
import { isRunning, openStep, type SessionState } from './state.ts'

/** Of a model at rest, of which earlier states are kept. */
export interface Past {
  /** steps that are kept, ascending; the last is the model as it is now */
  kept: readonly number[]
  first: number
  newest: number
  /** steps that the run was planned for, and not less than it took */
  planned: number
}

/** Null where nothing can be gone back to: no model, one that is in training, or one that came without its past. */
export function pastOf({ current, run, models }: Pick<SessionState, 'current' | 'run' | 'models'>): Past | null {
  const newest = models.find((model) => model.id === current?.id)?.step
  if (newest === undefined || !run || run.modelId !== current?.id || isRunning(run)) return null
  const before = run.past.filter((step) => step < newest)
  const first = before[0]
  return first === undefined ? null : { kept: [...before, newest], first, newest, planned: Math.max(newest, run.totalSteps) }
}

/** The step that is nearest to where a pointer stands, of two as near the later. */
export const nearestKept = ({ kept }: Past, step: number): number =>
  kept.reduce((best, each) => (Math.abs(each - step) <= Math.abs(best - step) ? each : best))

/** A step that the model has been at. */
export const within = ({ first, newest }: Past, step: number): number => Math.min(newest, Math.max(first, Math.round(step)))

/** The kept step before the one that is shown, or after it; where there is none, the shown one. */
export function besideKept({ kept, first, newest }: Past, step: number, direction: -1 | 1): number {
  return direction < 0 ? (kept.findLast((each) => each < step) ?? first) : (kept.find((each) => each > step) ?? newest)
}

/** Steps that are computed anew to show this one. */
export const stepsToCompute = ({ kept }: Past, step: number): number => step - (kept.findLast((each) => each <= step) ?? step)

/** Where the pointer stands: where it is being moved, or else where the model is open. */
export const shownStep = (state: Pick<SessionState, 'current' | 'at' | 'run' | 'pointer'>): number => state.pointer?.step ?? openStep(state)

/** The newest measurement that had been made at a step. */
export const measuredBy = (evaluations: readonly Evaluation[], step: number): Evaluation | undefined =>
  evaluations.findLast((evaluation) => evaluation.step <= step)
