/** What ends a run from outside: Ctrl-C, SIGTERM, a closed terminal. It ends the run, not the command: what was learned is measured and saved. */
import { CourseError } from '../core/errors.ts'
import { note, turn } from './output.ts'

/** @throws CourseError where a run was stopped before its first step: there is nothing to save */
export function checkLearned(steps: number): void {
  if (steps === 0)
    throw new CourseError(
      'stopped',
      'Stopped before the first step: nothing was learned, and nothing was written.',
      'Start again, and stop later.',
    )
}

/** One press of Ctrl-C under npm comes twice, from the terminal and from npm; two presses are further apart. */
const ONE_PRESS_MS = 300

/** Lends a question that says whether the run is to stop. The second Ctrl-C ends the process at once. */
export async function untilSignalled<T>(
  work: (isStopping: () => boolean) => Promise<T>,
  words = 'Stopping: what was learned is saved. Ctrl-C again ends at once.',
): Promise<T> {
  let stoppedAt: number | undefined
  const stop = () => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now()
      if (words) note(words)
      return
    }
    if (performance.now() - stoppedAt < ONE_PRESS_MS) return
    process.exit(130)
  }
  // A terminal that closes is followed by nobody who could press again, and may say so several times.
  const hangUp = () => {
    stoppedAt ??= performance.now()
  }
  const signals = [
    ['SIGINT', stop],
    ['SIGTERM', stop],
    ['SIGHUP', hangUp],
  ] as const
  for (const [signal, listener] of signals) process.on(signal, listener)
  try {
    return await work(() => stoppedAt !== undefined)
  } finally {
    for (const [signal, listener] of signals) process.off(signal, listener)
  }
}

/** Milliseconds between two words about progress. */
const QUIET_MS = 3000

export interface Watch {
  /** a second Ctrl-C ends the program */
  shouldStop: () => boolean
  yieldNow: () => Promise<void>
  /** what a training loop reports of each step */
  onStep: (report: { step: number; loss: number }) => void
  /** steps since the last call of `begin`, and the mean milliseconds of one */
  taken: () => { steps: number; stepMs: number }
  /** a training run begins: `what` is said with its progress */
  begin: (what: string, steps: number) => void
}

export function watched<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  let now = { what: '', of: 0, steps: 0, begun: 0, saidAt: 0 }
  return untilSignalled((shouldStop) =>
    work({
      shouldStop,
      yieldNow: turn,
      begin(what, of) {
        const begun = performance.now()
        now = { what, of, steps: 0, begun, saidAt: begun }
      },
      onStep({ step, loss }) {
        now.steps = step
        if (performance.now() - now.saidAt < QUIET_MS) return
        now.saidAt = performance.now()
        note(`${now.what}: step ${step} of ${now.of}, loss ${loss.toFixed(4)}`)
      },
      taken: () => ({ steps: now.steps, stepMs: now.steps > 0 ? (performance.now() - now.begun) / now.steps : 0 }),
    }),
  )
}
