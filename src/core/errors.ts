/** The one error type that a learner sees: what was wrong, and what to do about it. */

export type ErrorCode =
  | 'bad-config'
  | 'bad-text'
  | 'bad-tokenizer'
  | 'bad-checkpoint'
  | 'bad-ids'
  | 'bad-argument'
  | 'bad-assignment'
  | 'bad-receipt'
  | 'bad-submission'
  | 'not-a-number'
  | 'no-device'
  | 'device-lost'
  | 'out-of-memory'
  | 'kernel-failed'
  | 'storage-full'
  | 'storage-failed'
  | 'not-found'
  | 'offline'
  | 'busy'
  | 'stopped'
  | 'internal'

/**
 * An error written for a student.
 * `message` says what was wrong, with the numbers; `hint` says what to do.
 */
export class CourseError extends Error {
  override readonly name = 'CourseError'
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string = '',
  ) {
    super(visible(message))
  }

  /** One line, for a terminal. */
  get line(): string {
    return this.hint ? `${this.message} ${this.hint}` : this.message
  }
}

/** Names out of strangers' files stand in messages: what would move a terminal's cursor, or turn a line's direction, is shown as its code. */
export const visible = (message: string): string =>
  message.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The plain form that crosses thread boundaries. */
export interface PlainError {
  code: ErrorCode
  message: string
  hint: string
}

export function toPlainError(error: unknown): PlainError {
  if (error instanceof CourseError) return { code: error.code, message: error.message, hint: error.hint }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'internal', message, hint: 'This is a fault in the course itself; reload the page and go on from the last save.' }
}
