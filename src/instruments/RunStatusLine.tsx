/** One line that says where the run is; spoken politely, so it changes only every few seconds. */
import { useEffect, useRef, useState } from 'react'
import type { RunView } from '../session/index.ts'
import { fixed, int } from '../ui/format.ts'

const EVERY_MS = 3000

/** `waiting` is what to say before there is a run to speak of. */
export function RunStatusLine({ run, waiting = 'No run yet.' }: { run: RunView | null; waiting?: string }) {
  const line = run ? sentence(run) : waiting
  const said = useThrottled(line, run?.status ?? waiting, EVERY_MS)
  return (
    <p role="status" className="cap n" style={{ paddingTop: 8 }}>
      {said}
    </p>
  )
}

export function sentence(run: RunView): string {
  const loss = run.curve.at(-1)?.loss
  const readings = [
    `Step ${int(run.step)} of ${int(run.totalSteps)}`,
    loss === undefined ? '' : `batch loss ${fixed(loss, 3)} nats a token`,
    run.latest ? `${int(run.latest.tokensPerSecond)} tokens per second` : '',
  ]
    .filter(Boolean)
    .join(', ')
  const state = {
    running: run.latest ? '' : 'Starting. ',
    stopping: 'Stopping and saving. ',
    stopped: 'Stopped and saved. ',
    done: 'Done and saved. ',
    failed: 'Failed; the last save is kept. ',
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
