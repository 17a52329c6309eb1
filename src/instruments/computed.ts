/** What a figure shows is computed anew whenever its inputs change; only the newest computation is heard. */
import { useEffect, useRef, useState } from 'react'
import type { PlainError } from '../core/errors.ts'

export interface Computed<T> {
  /** the last result; it stays on show while a newer one is computed */
  value: T | null
  busy: boolean
  error: PlainError | null
  /** computes once more from the same inputs */
  again: () => void
}

/** `signal` is aborted when the result is no longer wanted. */
type Work<T> = (signal: AbortSignal) => Promise<T> | T

/**
 * Runs `work` when one of `inputs` changes (compared by Object.is, in place). `null` waits: an input is not ready yet.
 * Quick changes in a row, a slider's, are computed one after the other, and what lies between is left out.
 */
export function useComputed<T>(work: Work<T> | null, inputs: readonly unknown[]): Computed<T> {
  const [state, setState] = useState<Omit<Computed<T>, 'again'>>({ value: null, busy: false, error: null })
  const [round, setRound] = useState(0)
  const newest = useRef(0)
  const running = useRef<AbortController | null>(null)
  const next = useRef<Work<T> | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what `work` depends on
  useEffect(() => {
    next.current = work
    newest.current++
    running.current?.abort()
    if (!work || running.current) return
    const go = async (): Promise<void> => {
      while (next.current) {
        const turn = newest.current
        const task = next.current
        next.current = null
        const abort = new AbortController()
        running.current = abort
        setState((last) => ({ ...last, busy: true }))
        const outcome = await Promise.resolve()
          .then(() => task(abort.signal))
          .then(
            (value) => ({ value, error: null }),
            (error: unknown) => ({ value: null, error: asPlain(error) }),
          )
        if (turn === newest.current) setState((last) => ({ value: outcome.value ?? last.value, error: outcome.error, busy: false }))
      }
      running.current = null
      // What was dropped has not said that it ended.
      setState((last) => (last.busy ? { ...last, busy: false } : last))
    }
    void go()
  }, [...inputs, round])
  useEffect(
    () => () => {
      next.current = null
      running.current?.abort()
    },
    [],
  )

  return { ...state, again: () => setRound((n) => n + 1) }
}

/** Whatever was thrown, as a failure that a figure can show. */
export function asPlain(error: unknown): PlainError {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { code = 'internal', message, hint = '' } = error as PlainError
    return { code, message, hint }
  }
  return { code: 'internal', message: String(error), hint: '' }
}
