/** What else is under way or waits, behind one button: each can be stopped or taken back. */
import { session } from '../../session/index.ts'
import { duration } from '../../ui/format.ts'
import { Menu } from '../../ui/Menu.tsx'
import type { JobView } from '../../worker/protocol.ts'

export default function OtherJobs({ jobs }: { jobs: readonly JobView[] }) {
  return (
    <Menu
      label={`${jobs.length} more under way or waiting`}
      items={jobs.map((job) => ({ label: actionOf(job), onSelect: () => void session.getState().stopJob(job.jobId) }))}
    >
      +{jobs.length}
    </Menu>
  )
}

function actionOf({ title, status, startsInSeconds }: JobView): string {
  if (status !== 'queued') return `Stop “${title}”`
  const when = startsInSeconds === null ? '' : `, its turn comes in about ${duration(startsInSeconds)}`
  return `Take back “${title}”, which waits${when}`
}
