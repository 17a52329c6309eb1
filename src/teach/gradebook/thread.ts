/** A grading thread over messages: a worker of the page or of Node, one job at a time. */
import { CourseError, type PlainError } from '../../core/errors.ts'
import type { Graded, GradeJob } from './graded.ts'
import type { Thread } from './pool.ts'

export type Answer = { graded: Graded } | { error: PlainError }

/** What differs between a page's worker and Node's. */
export interface Port {
  post(job: GradeJob): void
  /** @param failed the thread itself broke */
  listen(answered: (answer: Answer) => void, failed: (why: string) => void): void
  terminate(): void
}

export function threadOver(port: Port): Thread {
  let waiting: { resolve: (graded: Graded) => void; reject: (error: Error) => void } | undefined
  port.listen(
    (answer) => {
      if ('graded' in answer) waiting?.resolve(answer.graded)
      else waiting?.reject(new CourseError(answer.error.code, answer.error.message, answer.error.hint))
    },
    (why) => waiting?.reject(new CourseError('internal', `The thread that graded it broke: ${why}.`, 'The others are not touched by it.')),
  )
  return {
    grade: (job) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        port.post(job)
      }),
    end: () => port.terminate(),
  }
}
