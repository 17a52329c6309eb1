/** What a job of the core waits for, when its turn will come, and the choice to stop what is before it. */
import { session, useSession } from '../session/index.ts'
import { Button } from '../ui/Button.tsx'
import { duration } from '../ui/format.ts'

/** `of` picks the jobs that may wait; nothing is shown while none of them does. */
export function Waiting({ title, jobId = null }: { title?: string; jobId?: string | null }) {
  const jobs = useSession((s) => s.jobs)
  const mine = jobs.find((job) => job.status === 'queued' && (jobId === null ? job.title === title : job.jobId === jobId))
  if (!mine) return null
  const before = jobs.slice(0, jobs.indexOf(mine)).filter(({ kind }) => kind !== 'net')
  const [first] = before
  if (!first) return null
  const soon = mine.startsInSeconds === null ? '' : ` Its turn comes in about ${duration(mine.startsInSeconds)}.`
  const others = before.length > 1 ? ` and ${before.length - 1} more` : ''
  return (
    <div className="cap" style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: 'var(--s-2)' }}>
      <span role="status">
        It waits for “{first.title}”{others}.{soon}
      </span>
      <Button look="text" disabled={first.status === 'stopping'} onClick={() => void session.getState().stopJob(first.jobId)}>
        Stop that one and start this
      </Button>
      <Button look="text" onClick={() => void session.getState().stopJob(mine.jobId)}>
        Do not wait
      </Button>
    </div>
  )
}
