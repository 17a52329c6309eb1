/** What the file system refused, in a sentence: who may not do what, and what to do. */
import { CourseError } from '../core/errors.ts'

const REASONS: Record<string, { why: string; hint: string }> = {
  EACCES: { why: 'you have no right to', hint: 'Change its rights (ls -l shows them), or use another place.' },
  EPERM: { why: 'the system does not allow it', hint: 'Use a place that is yours.' },
  EROFS: { why: 'that file system can only be read', hint: 'Use a place that can be written.' },
  ENOSPC: { why: 'the disk is full', hint: 'Free some space, or use another disk.' },
  EDQUOT: { why: 'your share of the disk is used up', hint: 'Free some space, or use another disk.' },
  ENAMETOOLONG: { why: 'the name is too long', hint: 'Use a shorter one.' },
  ENOENT: { why: 'there is no such place', hint: 'Check the path.' },
  ENOTDIR: { why: 'a part of the path is a file', hint: 'Check the path.' },
  EISDIR: { why: 'it is a folder', hint: 'Give a file.' },
  ELOOP: { why: 'its links lead in a circle', hint: 'Give another path.' },
  EIO: { why: 'the disk does not answer as it should', hint: 'Use another disk, and keep a copy of what is on this one.' },
  EMFILE: { why: 'too many files are open', hint: 'Close other programs and try again.' },
  EBUSY: { why: 'another program is using it', hint: 'Close that program and try again.' },
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error

/** Nothing fits there any more. */
const isFull = (error: unknown): boolean => isSystemError(error) && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/** Why, without a full stop. */
export function reasonOf(error: unknown): string {
  if (!isSystemError(error)) return error instanceof Error ? error.message : String(error)
  return REASONS[error.code!]?.why ?? `the system says ${error.code}`
}

/** A CourseError for what the system refused; anything else as it is. `what` has no full stop: `"x" cannot be read`. */
export function diskError(error: unknown, what: string): unknown {
  if (!isSystemError(error)) return error
  return new CourseError(
    isFull(error) ? 'storage-full' : 'storage-failed',
    `${what}: ${reasonOf(error)}.`,
    REASONS[error.code!]?.hint ?? 'Use another place.',
  )
}

/** Any file that the system refuses, wherever in a command it happens. */
export function anyDiskError(error: unknown): unknown {
  if (!isSystemError(error) || typeof error.path !== 'string') return error
  const reads = ['open', 'read', 'scandir', 'stat', 'lstat', 'readlink'].includes(error.syscall ?? '')
  return diskError(error, `"${error.path}" cannot be ${reads ? 'read' : 'written'}`)
}
