/** The gradebook: a row a student, scored by the one function that scores, with what was measured in place of what was claimed. */
import { type Assignment, itemKey } from '../assignment/assignment.ts'
import { wrongText } from '../receipt/read.ts'
import type { ItemRecord } from '../receipt/receipt.ts'
import { type Marks, type Score, score } from '../scoring/score.ts'
import type { Student } from '../submissions/students.ts'
import { type Outcome, regraded, restsOn } from './graded.ts'
import { attemptWithModel, jobId, modelTasks } from './jobs.ts'

export interface Row {
  student: Student
  score: Score
  /** by the item’s key: what became of its model; absent: none was handed in, or it has not been graded yet */
  outcomes: ReadonlyMap<string, Outcome>
  remarks: string[]
}

/**
 * @param outcomes by `jobId`
 * @param marks of the instructor's own, by the student's key
 */
export function rowsOf(
  assignment: Assignment,
  students: readonly Student[],
  outcomes: ReadonlyMap<string, Outcome>,
  marks: Readonly<Record<string, Marks>> = {},
): Row[] {
  const copies = copiesAmong(assignment, students, outcomes)
  return students.map((student) => {
    const remarks = [...student.remarks]
    const own = new Map<string, Outcome>()
    const measured = new Map<string, ItemRecord>()
    for (const task of modelTasks(assignment)) {
      const item = itemKey(task)
      const attempt = attemptWithModel(student, item)
      if (!attempt) continue
      const text = wrongText(attempt.model!, assignment)
      if (text) remarks.push(`${task.title}: ${text}`)
      const outcome = outcomes.get(jobId(student, item))
      if (!outcome) continue
      own.set(item, outcome)
      // What cannot be measured again has no attempt that counts but this one.
      const again = regraded(attempt, outcome)
      measured.set(item, { item, attempts: [text && !again.failed ? { ...again, failed: { kind: 'text', said: text } } : again] })
      remarks.push(...saidOf(outcome).map((said) => `${task.title}: ${said}`))
      for (const name of restsOn(task)) remarks.push(`${task.title}: “${name}” is as the receipt says it.`)
      for (const other of copies.get(jobId(student, item)) ?? []) remarks.push(`${task.title}: the same weights as “${other}”.`)
    }
    const records = student.records.map((record) => measured.get(record.item) ?? record)
    const ownMarks = Object.hasOwn(marks, student.key) ? marks[student.key]! : {}
    return { student, score: score(assignment, records, ownMarks), outcomes: own, remarks }
  })
}

/** What an instructor should know of a model, a sentence each. */
export function saidOf(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case 'timed out':
      return [`measuring took longer than ${outcome.seconds} seconds and was stopped.`]
    case 'broken':
      return [outcome.error.message]
    case 'graded': {
      const { failed, remarks, retrained } = outcome.graded
      return [...(failed ? [failed.said] : []), ...remarks, ...(retrained ? [retrained.said] : [])]
    }
  }
}

/** By `jobId`: names of the other students whose model has the same numbers. */
function copiesAmong(
  assignment: Assignment,
  students: readonly Student[],
  outcomes: ReadonlyMap<string, Outcome>,
): ReadonlyMap<string, string[]> {
  const owners = new Map<string, { id: string; name: string }[]>()
  for (const student of students)
    for (const task of modelTasks(assignment)) {
      const id = jobId(student, itemKey(task))
      const outcome = outcomes.get(id)
      const numbers = outcome?.kind === 'graded' ? outcome.graded.numbers : null
      if (numbers) owners.set(numbers, [...(owners.get(numbers) ?? []), { id, name: student.name }])
    }
  return new Map(
    [...owners.values()].flatMap((same) =>
      same.map(({ id, name }) => [
        id,
        [...new Set(same.filter((other) => other.id !== id).map((other) => other.name))].filter((other) => other !== name),
      ]),
    ),
  )
}
