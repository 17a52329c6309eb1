/** What ends a run from outside: Ctrl-C, SIGTERM, a closed terminal. It ends the run, not the command: what was learned is measured and saved. */
import { CourseError } from '../core/errors.ts'
import type { StepReport } from '../core/train/loop.ts'
import { dropBar } from './bar.ts'
import { note, turn } from './output.ts'
import { Progress } from './progress.ts'

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
    dropBar()
    for (const [signal, listener] of signals) process.off(signal, listener)
  }
}

/** Milliseconds between two words about progress where there is no bar. */
const QUIET_MS = 3000

export interface Watch {
  /** a second Ctrl-C ends the program */
  shouldStop: () => boolean
  yieldNow: () => Promise<void>
  /** what a training loop reports of each step */
  onStep: (report: Pick<StepReport, 'step' | 'loss' | 'tokensPerSecond' | 'secondsLeft'>) => void
  /** steps since the last call of `begin`, and the mean milliseconds of one */
  taken: () => { steps: number; stepMs: number }
  /** a training run begins: `what` is said with its progress */
  begin: (what: string, steps: number) => void
}

export function watched<T>(json: boolean, work: (watch: Watch) => Promise<T>): Promise<T> {
  let now = { what: '', of: 0, steps: 0, begun: 0, progress: new Progress(QUIET_MS, json) }
  return untilSignalled((shouldStop) =>
    work({
      shouldStop,
      yieldNow: turn,
      begin(what, of) {
        dropBar()
        now = { what, of, steps: 0, begun: performance.now(), progress: new Progress(QUIET_MS, json, false) }
      },
      onStep({ step, loss, ...pace }) {
        now.steps = step
        const line = now.progress.at({ step, steps: now.of, measured: `loss ${loss.toFixed(4)}`, ...pace }, now.what)
        if (line && !now.progress.live) note(line)
      },
      taken: () => ({ steps: now.steps, stepMs: now.steps > 0 ? (performance.now() - now.begun) / now.steps : 0 }),
    }),
  )
}
