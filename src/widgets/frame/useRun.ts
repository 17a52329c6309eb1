/** What a learner starts by a button: how far it is, what came of it, what went wrong. It ends with the widget that asked for it. */
import { useEffect, useRef, useState } from 'react'
import type { PlainError } from '../../core/errors.ts'
import { asPlain } from '../../instruments/computed.ts'
import { session } from '../../session/index.ts'

export type RunWork<T, Progress> = (signal: AbortSignal, report: (progress: Progress) => void, before: T | null) => Promise<T>

export interface Ran<T, Progress> {
  value: T | null
  progress: Progress | null
  busy: boolean
  error: PlainError | null
  start(): void
  stop(): void
  dismiss(): void
}

/** How long a knob must rest before what it asks for is begun anew. */
const PATIENCE_MS = 120

/** @param first the value before any run; a new one takes the place of what a run gave */
export function useRun<T, Progress>(work: RunWork<T, Progress> | null, first: T | null): Ran<T, Progress> {
  const [state, setState] = useState<{ of: T | null; value: T | null; progress: Progress | null; busy: boolean; error: PlainError | null }>(
    {
      of: first,
      value: null,
      progress: null,
      busy: false,
      error: null,
    },
  )
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const value = state.of === first ? (state.value ?? first) : first
  const start = async (): Promise<void> => {
    if (!work) return
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    const { signal } = mine
    const heard = () => running.current === mine
    setState({ of: first, value, progress: null, busy: true, error: null })
    try {
      await session.getState().start()
      const next = await work(signal, (progress) => heard() && setState((so) => ({ ...so, progress })), value)
      if (heard()) setState((so) => ({ ...so, value: next, busy: false }))
    } catch (thrown) {
      // What the learner has stopped, here or in the list of all that runs, has not failed.
      const error = asPlain(thrown)
      if (heard()) setState((so) => ({ ...so, busy: false, error: signal.aborted || error.code === 'stopped' ? null : error }))
    }
    if (heard()) running.current = null
  }
  return {
    value,
    progress: state.progress,
    busy: state.busy,
    error: state.error,
    start: () => void start(),
    stop: () => running.current?.abort(),
    dismiss: () => setState((so) => ({ ...so, error: null })),
  }
}

/** Calls the newest `action` once the calls have rested; none is left over when the widget goes. */
export function useRested(action: () => void): () => void {
  const latest = useRef(action)
  useEffect(() => {
    latest.current = action
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => latest.current(), PATIENCE_MS)
  }
}
