/** Training inside a command: it says how far it is, and Ctrl-C or SIGTERM ends it, not the command: what was learned is measured and saved. */
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

export async function watched<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  let stopping = false
  let now = { what: '', of: 0, steps: 0, begun: 0, saidAt: 0 }
  const stop = () => {
    stopping = true
    note('Stopping …')
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work({
      shouldStop: () => stopping,
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
    })
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
