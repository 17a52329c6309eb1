/** What grading a model by running it asks for and finds: plain data, which crosses to a thread and back, and is kept. */
import type { PlainError } from '../../core/errors.ts'
import { parseGoal, readingsIn } from '../../goal/goal.ts'
import type { Task } from '../assignment/assignment.ts'
import { MEASURED_AGAIN } from '../labReadings.ts'
import type { Attempt, CheckKind, ModelRecord } from '../receipt/receipt.ts'

export interface GradeJob {
  /** of student and item, unique */
  id: string
  /** the model's files, by their names */
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  /** that only the instructor has */
  heldOut: string
  /** what the receipt says of the model */
  claim: ModelRecord | null
  /** train it again from its seed on this text, for so many seconds at most; null: not */
  retrain: { text: string; seconds: number } | null
}

export interface Measured {
  /** over the held-out text's characters, whatever its tokens are */
  bitsPerCharacter: number
  /** nats per token */
  validationLoss: number
  /** counted in the file */
  parameters: number
  /** of the files of weights */
  bytes: number
  tokens: number
  characters: number
  /** characters that its vocabulary lacks, each of which counts as one of Unicode’s 1,114,112 */
  unknown: number
}

export interface Graded {
  /** null: it could not be measured */
  measured: Measured | null
  failed: { kind: CheckKind; said: string } | null
  /** SHA-256 of its numbers, whatever file they lie in; null where they could not be read */
  numbers: string | null
  remarks: string[]
  retrained: { outcome: 'same' | 'other' | 'not done'; said: string } | null
  seconds: number
}

/** What became of a job: its result, or why there is none. */
export type Outcome = { kind: 'graded'; graded: Graded } | { kind: 'timed out'; seconds: number } | { kind: 'broken'; error: PlainError }

/** The attempt as its model measures: what the receipt says of that is not asked any more. */
export function regraded(attempt: Attempt, outcome: Outcome): Attempt {
  if (outcome.kind !== 'graded') {
    const said =
      outcome.kind === 'timed out' ? `Measuring took longer than ${outcome.seconds} seconds and was stopped.` : outcome.error.message
    return { ...withoutMeasures(attempt), failed: { kind: 'range', said: said.slice(0, 500) } }
  }
  const { measured, failed } = outcome.graded
  if (!measured) return { ...withoutMeasures(attempt), failed }
  const { bitsPerCharacter, validationLoss, parameters } = measured
  return { ...attempt, readings: { ...attempt.readings, bitsPerCharacter, validationLoss, parameters }, failed }
}

function withoutMeasures(attempt: Attempt): Attempt {
  const again: readonly string[] = MEASURED_AGAIN
  return { ...attempt, readings: Object.fromEntries(Object.entries(attempt.readings).filter(([name]) => !again.includes(name))) }
}

/** Readings of a task's goal that rest on what the receipt says, because weights alone do not tell them. */
export function restsOn(task: Task): string[] {
  if (task.goal === '') return []
  const again: readonly string[] = MEASURED_AGAIN
  return readingsIn(parseGoal(task.goal)).filter((name) => !again.includes(name))
}
