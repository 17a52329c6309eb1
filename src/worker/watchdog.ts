/** Notices a GPU that is gone, or that hangs without saying so: drivers do both. */
import { CourseError } from '../core/errors.ts'
import type { Runtime } from '../core/runtime/runtime.ts'
import type { Environment } from './environment.ts'

/** So long without a step, or so many times the slowest step, and the device counts as hung. */
const PATIENCE_MS = 20_000
const PATIENCE_STEPS = 20
const CHECK_MS = 1000
/** A check that comes later than this was asleep itself, in a frozen tab or a closed laptop, and the device with it. */
const AWAKE_MS = 2 * CHECK_MS

export interface Watchdog {
  /** Says that the run is alive, and how long its last step took. */
  alive(stepMs?: number): void
  /** Rejects with CourseError 'device-lost'; never resolves. */
  failure: Promise<never>
  stop(): void
}

export function watch(runtime: Runtime, env: Environment): Watchdog {
  let checked = env.now()
  let silence = 0
  let slowest = 0
  let fail: (error: CourseError) => void
  const failure = new Promise<never>((_, reject) => {
    fail = reject
  })
  failure.catch(() => {})
  void runtime.lost.then((reason) =>
    fail(new CourseError('device-lost', `The GPU was lost: ${reason}.`, 'Training goes on from the last good state.')),
  )
  // A CPU computes on the thread that would have to notice.
  const timer =
    runtime.kind !== 'webgpu'
      ? undefined
      : setInterval(() => {
          const now = env.now()
          silence += Math.min(now - checked, AWAKE_MS)
          checked = now
          if (silence > Math.max(PATIENCE_MS, PATIENCE_STEPS * slowest)) {
            fail(
              new CourseError(
                'device-lost',
                `The GPU has not answered for ${Math.round(silence / 1000)} s.`,
                'Training goes on from the last good state.',
              ),
            )
          }
        }, CHECK_MS)
  return {
    failure,
    alive(stepMs = 0) {
      silence = 0
      slowest = Math.max(slowest, stepMs)
    },
    stop: () => clearInterval(timer),
  }
}
