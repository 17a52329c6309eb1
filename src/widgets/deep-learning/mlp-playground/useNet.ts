/** The net of the playground: trained when asked, and anew when one of its knobs is turned; the worker stops the one before. */
import { useEffect, useRef, useState } from 'react'
import type { PlainError } from '../../../core/errors.ts'
import type { NetEvent, NetResult } from '../../../worker/protocol.ts'
import type { WidgetHandles } from '../../contract.ts'
import { useCore } from '../../../instruments/core.ts'
import { useJobs } from '../../../instruments/jobs.ts'
import { trainNet } from '../../../experiments/runToEnd.ts'
import { readingsOf } from './measure.ts'
import type { MlpParams } from './meta.ts'
import { complete, specOf, widths } from './spec.ts'

/** With the activation of the net that it came from: the knob may be on another one already. */
type Event = Extract<NetEvent, { kind: 'mlp' }> & Pick<Required<MlpParams>, 'activation'>
type Result = Extract<NetResult, { kind: 'mlp' }>
type State = 'idle' | 'starting' | 'running' | 'done' | 'stopped'

/** A knob that is dragged asks for many nets; the last one is trained. */
const PATIENCE_MS = 120

export function useNet(given: MlpParams, onParams: WidgetHandles['onParams'], onReadings: WidgetHandles['onReadings']) {
  useCore()
  const { begin, stop } = useJobs('the playground’s network')
  const [own, setOwn] = useState<MlpParams>({})
  const [event, setEvent] = useState<Event | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [error, setError] = useState<PlainError | null>(null)
  const [state, setState] = useState<State>('idle')
  const turn = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const params = complete({ ...given, ...own })

  const start = async (chosen: MlpParams): Promise<void> => {
    const mine = ++turn.current
    setState('starting')
    setError(null)
    try {
      const end = await trainNet(begin(), specOf(chosen), (heard) => {
        if (mine !== turn.current) return
        setEvent({ ...heard, activation: complete(chosen).activation })
        setState('running')
      })
      if (mine !== turn.current) return
      setResult(end)
      setState(end.status)
      onReadings?.(readingsOf(end))
    } catch (failure) {
      if (mine !== turn.current) return
      if ((failure as PlainError).code !== 'stopped') setError(failure as PlainError)
      setState('stopped')
    }
  }
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      turn.current++
    },
    [],
  )

  return {
    params,
    event,
    result,
    error,
    state,
    /** weights and biases of the net that the knobs stand for */
    parameters: [...widths(params.hidden), 1].reduce((so, out) => ({ sum: so.sum + (so.inputs + 1) * out, inputs: out }), {
      sum: 0,
      inputs: 2,
    }).sum,
    change(next: MlpParams): void {
      setOwn({ ...own, ...next })
      onParams?.({ ...next })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void start({ ...params, ...next }), PATIENCE_MS)
    },
    train: () => void start(params),
    stop,
  }
}
