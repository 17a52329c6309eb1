/** The figure's buttons: begin with the seconds that it will take, stop, go on, export. */
import { useState } from 'react'
import { PublishButton } from '../../../instruments/publish/PublishButton.tsx'
import { learning } from '../../../session/learning.ts'
import { isRunning, type RunView, session, useSession } from '../../../session/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { download } from '../../../ui/download.ts'
import { duration } from '../../../ui/format.ts'

interface ActionsProps {
  /** the tuning on show */
  run: RunView | null
  ready: boolean
  /** predicted; null while that is not known */
  seconds: number | null
  begin: () => Promise<void>
}

export function Actions({ run, ready, seconds, begin }: ActionsProps) {
  const [waiting, setWaiting] = useState(false)
  const busy = useSession((s) => isRunning(s.run))
  const stopping = useSession((s) => s.run?.status === 'stopping')
  const resumable = useSession((s) => s.models.some(({ id, resumable }) => id === run?.modelId && resumable))
  const mine = isRunning(run)
  const { stop, resume, exportModel } = session.getState()
  const start = async () => {
    setWaiting(true)
    await begin()
    setWaiting(false)
  }
  const save = async (id: string) => {
    const zip = await exportModel(id)
    if (zip) download(zip.fileName, zip.data)
  }
  const idle = mine ? stopping : waiting || busy || !ready
  return (
    <>
      {run?.modelId && !mine && resumable ? (
        <Button title="the same run, from where it was stopped, to the same bits" onClick={() => void resume(run.modelId!)}>
          Go on
        </Button>
      ) : null}
      {run?.modelId && !mine ? (
        <Button title="a folder that Python’s transformers loads" onClick={() => void save(run.modelId!)}>
          Export
        </Button>
      ) : null}
      {run?.modelId && !mine ? (
        <PublishButton
          what={{ modelId: run.modelId }}
          name={run.name}
          ownData={run.own == null}
          onPublished={() => learning.getState().publish('sentiment')}
        />
      ) : null}
      {/* one button that changes its word, so that focus stays where it was pressed */}
      <Button look="primary" aria-disabled={idle} onClick={() => void (idle ? undefined : mine ? stop() : start())}>
        {mine ? 'Stop' : seconds === null ? 'Fine-tune' : `Fine-tune, about ${duration(seconds)}`}
      </Button>
    </>
  )
}
