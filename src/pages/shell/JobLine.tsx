/** What runs, on every page: its name, how far it is, when it ends, and Stop; others that wait are behind one button. */
import { lazy, Suspense } from 'react'
import { session } from '../../session/index.ts'
import { Button } from '../../ui/Button.tsx'
import { duration, int } from '../../ui/format.ts'
import type { JobView } from '../../worker/protocol.ts'
import css from './shell.module.css'

// The menu's library is too large for a first visit, on which seldom two things run.
const OtherJobs = lazy(() => import('./OtherJobs.tsx'))

/** Marks the button that the key leads to. */
export const STOP_ID = 'stop-what-runs'

export function JobLine({ jobs }: { jobs: readonly JobView[] }) {
  const [first, ...others] = jobs
  if (!first) return null
  const { title, step, totalSteps, secondsLeft, status, unsaved, jobId } = first
  const share = totalSteps > 0 ? step / totalSteps : 0
  return (
    <section className={`${css.model} ${css.jobs}`} aria-label="What runs">
      <span className={css.name}>
        <i className={css.dot} aria-hidden="true" />
        <b>{title}</b>
      </span>
      <span className={css.wide}>
        step <b>{int(step)}</b> of {int(totalSteps)}
      </span>
      <progress className={css.progress} value={share} aria-label={`How far “${title}” is`} />
      {unsaved ? <span className={css.unsaved}>not saved</span> : null}
      <span>{status === 'stopping' ? 'stopping' : secondsLeft === null ? 'starting' : `${duration(secondsLeft)} left`}</span>
      <span className={css.stop}>
        <Button id={STOP_ID} aria-disabled={status === 'stopping'} onClick={() => void session.getState().stopJob(jobId)}>
          Stop<span className="vh"> {title}</span>
        </Button>
        {others.length > 0 ? (
          <Suspense fallback={<span>+{others.length}</span>}>
            <OtherJobs jobs={others} />
          </Suspense>
        ) : null}
      </span>
    </section>
  )
}
