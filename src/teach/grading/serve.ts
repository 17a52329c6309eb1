/** One grading thread, wherever it runs: opens its runtime when the first job comes, and answers one job after the other. */
import { toPlainError } from '../../core/errors.ts'
import type { Runtime } from '../../core/runtime/runtime.ts'
import type { Graded, GradeJob } from '../gradebook/graded.ts'
import type { Answer } from '../gradebook/thread.ts'
import { grade } from './grade.ts'

/** @param answer sends to whoever asked */
export function serve(open: () => Promise<Runtime>, answer: (answer: Answer) => void): (job: GradeJob) => Promise<void> {
  let runtime: Promise<Runtime> | undefined
  return async (job) => {
    try {
      runtime ??= open()
      const graded: Graded = await grade(await runtime, job, () => performance.now() / 1000)
      answer({ graded })
    } catch (error) {
      answer({ error: toPlainError(error) })
    }
  }
}
