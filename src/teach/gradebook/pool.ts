/** Grades one model after the other on threads of their own: one that hangs is ended, one that breaks is noted, and the rest goes on. */
import { toPlainError } from '../../core/errors.ts'
import type { Graded, GradeJob, Outcome } from './graded.ts'

/** One thread that grades; when it is ended, whatever it was doing is over. */
export interface Thread {
  grade(job: GradeJob): Promise<Graded>
  end(): void
}

export interface PoolOptions {
  start(): Thread
  /** threads at once */
  threads: number
  /** of one model, measured from when its thread begins with it */
  seconds: number
  onOutcome(id: string, outcome: Outcome): void
  onBegin?(id: string): void
  /** asked before each job; true ends it after what is under way */
  isStopping?(): boolean
}

/** A job that is read when its turn comes, so that only as many models are in memory as there are threads. */
export interface Waiting {
  id: string
  load(): Promise<GradeJob>
}

/** Resolves when all are graded, or when it was stopped. What is left can be given again later. */
export async function gradeAll(jobs: readonly Waiting[], options: PoolOptions): Promise<void> {
  const queue = [...jobs]
  await Promise.all(Array.from({ length: Math.max(1, Math.min(options.threads, jobs.length)) }, () => work(queue, options)))
}

async function work(queue: Waiting[], { start, seconds, onOutcome, onBegin, isStopping }: PoolOptions): Promise<void> {
  let thread: Thread | null = null
  while (queue.length > 0 && !isStopping?.()) {
    const waiting = queue.shift()!
    onBegin?.(waiting.id)
    try {
      const job = await waiting.load()
      thread ??= start()
      const graded = await within(seconds, thread.grade(job))
      if (graded === TOO_LONG) {
        thread.end()
        thread = null
        onOutcome(waiting.id, { kind: 'timed out', seconds })
      } else onOutcome(waiting.id, { kind: 'graded', graded })
    } catch (error) {
      // A thread that broke may have broken for good.
      thread?.end()
      thread = null
      onOutcome(waiting.id, { kind: 'broken', error: toPlainError(error) })
    }
  }
  thread?.end()
}

const TOO_LONG = Symbol('too long')

async function within<T>(seconds: number, task: Promise<T>): Promise<T | typeof TOO_LONG> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<typeof TOO_LONG>((resolve) => {
    timer = setTimeout(() => resolve(TOO_LONG), 1000 * seconds)
  })
  try {
    return await Promise.race([task, late])
  } finally {
    clearTimeout(timer)
  }
}
