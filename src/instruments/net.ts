/** A small network that the worker trains for a widget: what it tells while it learns, how it ended, and its Stop. */
import { useRef, useState } from 'react'
import type { PlainError } from '../core/errors.ts'
import type { NetEvent, NetResult, NetSpec, OfKind } from '../worker/protocol.ts'
import { useCore } from './core.ts'
import { useJobs } from './jobs.ts'
import { trainNet } from '../experiments/runToEnd.ts'

export type NetState = 'idle' | 'starting' | 'running' | 'done' | 'stopped'

/** The newest net that was asked for is heard; the worker stops the one before. A widget that leaves the page stops its own. */
export function useTrainedNet<Spec extends NetSpec>(onResult: (result: OfKind<NetResult, Spec>) => void) {
  useCore()
  const { begin, stop } = useJobs('a small network')
  const [event, setEvent] = useState<OfKind<NetEvent, Spec> | null>(null)
  const [result, setResult] = useState<OfKind<NetResult, Spec> | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const [state, setState] = useState<NetState>('idle')
  const turn = useRef(0)

  const train = async (spec: Spec): Promise<void> => {
    const mine = ++turn.current
    setState('starting')
    setError(null)
    setResult(null)
    try {
      const end = await trainNet(begin(), spec, (heard) => {
        if (mine !== turn.current) return
        setEvent(heard)
        setState('running')
      })
      if (mine !== turn.current) return
      setResult(end)
      setState((end as NetResult).status)
      onResult(end)
    } catch (failure) {
      if (mine !== turn.current) return
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
      setState('stopped')
    }
  }
  return { event, result, error, state, busy: state === 'starting' || state === 'running', train, stop }
}
