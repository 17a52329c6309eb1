/** Whether a run is saved: the last saved step and its age, and at the first failed save what is wrong and what can be done. */
import { useEffect, useState } from 'react'
import { isRunning, type RunView, session } from '../session/index.ts'
import { Button } from '../ui/Button.tsx'
import { download } from '../ui/download.ts'
import { duration, int } from '../ui/format.ts'
import { Notice } from '../ui/Notice.tsx'

export function Saving({ run }: { run: RunView | null }) {
  const [busy, setBusy] = useState(false)
  const id = run?.modelId ?? null
  if (!run || id === null) return null
  if (!run.unsaved) return isRunning(run) ? <SavedAt run={run} /> : null
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    await work()
    setBusy(false)
  }
  const exportNow = async (): Promise<void> => {
    const zip = await session.getState().exportModel(id)
    if (zip) download(zip.fileName, zip.data)
  }
  return (
    <>
      <Notice
        kind="failure"
        where="Saving"
        hint={run.unsaved.hint}
        actions={
          <>
            <Button disabled={busy} onClick={() => void act(() => session.getState().saveAgain(id))}>
              Save again
            </Button>
            <Button disabled={busy} onClick={() => void act(exportNow)}>
              Export it from memory
            </Button>
          </>
        }
      >
        <b>{run.savedAt === null ? 'Not saved.' : `Not saved since step ${int(run.savedStep)}.`}</b> {run.unsaved.message}
      </Notice>
      <SavedAt run={run} />
    </>
  )
}

/** In words, with an age that goes on while the run does. */
function SavedAt({ run }: { run: RunView }) {
  const now = useNow(isRunning(run))
  if (run.savedAt === null) return null
  return (
    <p className="cap n">
      saved at step {int(run.savedStep)}, {duration(Math.max(0, now - run.savedAt) / 1000)} ago
    </p>
  )
}

function useNow(moving: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [moving])
  return moving ? now : Date.now()
}
