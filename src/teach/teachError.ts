/** What is wrong with a link, a receipt or a submission, and what to do. */
import { CourseError, type ErrorCode } from '../core/errors.ts'

/** So that a page can tell what was handed out or in from a fault of its own. */
export class TeachError extends CourseError {}

type Handed = Extract<ErrorCode, 'bad-assignment' | 'bad-receipt' | 'bad-submission'>

/** Runs `work`, and says of what went wrong in it what it means here. @throws TeachError */
export function asTeachError<T>(code: Handed, before: string, hint: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translated(error, code, before, hint)
  }
}

/** As `asTeachError`, of what takes time. */
export async function asTeachErrorLater<T>(code: Handed, before: string, hint: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw translated(error, code, before, hint)
  }
}

function translated(error: unknown, code: Handed, before: string, hint: string): unknown {
  return error instanceof CourseError && !(error instanceof TeachError) ? new TeachError(code, `${before} ${error.message}`, hint) : error
}
