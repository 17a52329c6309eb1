/** Where the run is, in one line that is spoken politely, so it changes only every few seconds; below it what it waits for, and whether it is saved. */
import { useEffect, useRef, useState } from 'react'
import type { RunView } from '../session/index.ts'
import { fixed, int } from '../ui/format.ts'
import { Saving } from './Saving.tsx'
import { Waiting } from './Waiting.tsx'

const EVERY_MS = 3000

/** `waiting` is what to say before there is a run to speak of. */
export function RunStatusLine({ run, waiting = 'No run yet.' }: { run: RunView | null; waiting?: string }) {
  const line = run ? sentence(run) : waiting
  // Only steps come faster than one can listen. Where a run ended is said as it is, at once.
  const said = useThrottled(line, run?.status === 'running' ? run.status : line, EVERY_MS)
  return (
    <>
      <p role="status" className="cap n" style={{ paddingTop: 8 }}>
        {said}
      </p>
      {run?.jobId && run.status === 'queued' ? <Waiting jobId={run.jobId} /> : null}
      <Saving run={run} />
    </>
  )
}

export function sentence(run: RunView): string {
  const loss = run.curve.at(-1)?.loss
  const readings = [
    `Step ${int(run.step)} of ${int(run.totalSteps)}`,
    loss === undefined ? '' : run.task ? `L3 of the batch ${fixed(loss, 3)} nats` : `batch loss ${fixed(loss, 3)} nats a token`,
    run.latest ? `${int(run.latest.tokensPerSecond)} tokens per second` : '',
  ]
    .filter(Boolean)
    .join(', ')
  // Who reads "saved" relies on it.
  const state = {
    queued: 'Waiting for its turn. ',
    running: run.latest ? '' : 'Starting. ',
    stopping: 'Stopping and saving. ',
    stopped: run.unsaved ? 'Stopped, but not saved. ' : 'Stopped and saved. ',
    done: run.unsaved ? 'Done, but not saved. ' : 'Done and saved. ',
    failed: run.unsaved ? 'Failed, and not saved. ' : 'Failed; the last save is kept. ',
  }[run.status]
  return `${state}${readings}.`
}

/** `value`, at most once in `everyMs`, but at once when `key` changes. */
function useThrottled(value: string, key: string, everyMs: number): string {
  const [shown, setShown] = useState({ value, key })
  const newest = useRef(value)
  newest.current = value
  useEffect(() => {
    setShown({ value: newest.current, key })
    const timer = setInterval(() => setShown((s) => (s.value === newest.current ? s : { value: newest.current, key })), everyMs)
    return () => clearInterval(timer)
  }, [key, everyMs])
  return shown.key === key ? shown.value : value
}
