/** What a widget shows is computed anew whenever its inputs change; only the newest computation is heard. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { session, useSession } from '../../session/index.ts'
import type { PlainError } from '../../core/errors.ts'
import type { ModelHandle, ModelSummary } from '../../worker/protocol.ts'

export interface Computed<T> {
  /** the last result; it stays on show while a newer one is computed */
  value: T | null
  busy: boolean
  error: PlainError | null
  /** computes once more from the same inputs */
  again: () => void
}

/**
 * Runs `work` when one of `inputs` changes (compared by Object.is, in place). `null` waits: an input is not ready yet.
 * Quick changes in a row, a slider's, are computed one after the other, and what lies between is left out.
 */
export function useComputed<T>(work: (() => Promise<T> | T) | null, inputs: readonly unknown[]): Computed<T> {
  const [state, setState] = useState<Omit<Computed<T>, 'again'>>({ value: null, busy: false, error: null })
  const [round, setRound] = useState(0)
  const newest = useRef(0)
  const running = useRef(false)
  const next = useRef<(() => Promise<T> | T) | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what `work` depends on
  useEffect(() => {
    next.current = work
    newest.current++
    if (!work || running.current) return
    const go = async (): Promise<void> => {
      running.current = true
      while (next.current) {
        const turn = newest.current
        const task = next.current
        next.current = null
        setState((last) => ({ ...last, busy: true }))
        const outcome = await Promise.resolve()
          .then(task)
          .then(
            (value) => ({ value, error: null }),
            (error: unknown) => ({ value: null, error: asPlain(error) }),
          )
        if (turn === newest.current) setState((last) => ({ value: outcome.value ?? last.value, error: outcome.error, busy: false }))
      }
      running.current = false
    }
    void go()
  }, [...inputs, round])

  return { ...state, again: () => setRound((n) => n + 1) }
}

/** The open model's name for the core: with its step, where the learner looks at its past. */
export function useHandle(): ModelHandle | null {
  const id = useSession((s) => s.current?.id)
  const at = useSession((s) => s.at)
  return useMemo(() => (id === undefined ? null : at === null ? { id } : { id, step: at }), [id, at])
}

/** The open model and its handle, with a version that changes as it trains: an input for what is computed from its weights. Wakes the core. */
export function useModel(): { model: ModelSummary | null; handle: ModelHandle | null; version: string } {
  useEffect(() => {
    void session.getState().start()
  }, [])
  const model = useSession((s) => s.current)
  const step = useSession((s) => (s.run && s.run.modelId === s.current?.id ? s.run.savedStep : s.current?.step))
  const handle = useHandle()
  return { model, handle, version: `${model?.id}@${step}` }
}

function asPlain(error: unknown): PlainError {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { code = 'internal', message, hint = '' } = error as PlainError
    return { code, message, hint }
  }
  return { code: 'internal', message: String(error), hint: '' }
}
