/** A class's receipts, each read once. */
import type { Assignment } from '../assignment/assignment.ts'
import { TeachError } from '../teachError.ts'
import { findSubmissions, type Handed, isProblem, type Problem } from './find.ts'
import { type Read, type Student, studentsOf } from './students.ts'

/** Every receipt read once, and what is none. */
export async function readAll(
  handed: readonly Handed[],
  assignment: Assignment,
  onRead?: (count: number) => void,
): Promise<{ students: Student[]; problems: Problem[] }> {
  const reads: Read[] = []
  const problems: Problem[] = []
  for await (const found of findSubmissions(handed)) {
    if (isProblem(found)) problems.push(found)
    else {
      try {
        const { receipt, doubts } = await found.open()
        reads.push({ submission: found, receipt, doubts })
        onRead?.(reads.length)
      } catch (error) {
        if (!(error instanceof TeachError)) throw error
        problems.push({ path: found.path, label: found.label, message: error.message, hint: error.hint })
      }
    }
  }
  return { students: studentsOf(reads, assignment), problems }
}
