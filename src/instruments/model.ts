/** Which model a figure reads: the one that the learner has open, unless the figure around names another. */
import { createContext, useContext, useEffect } from 'react'
import type { PlainError } from '../core/errors.ts'
import { core, openStep, session, useSession } from '../session/index.ts'
import type { ModelHandle, ModelSummary } from '../worker/protocol.ts'
import { useComputed } from './computed.ts'

export interface ReadModel {
  model: ModelSummary | null
  handle: ModelHandle | null
  /** its step now, or the one of its past that is open */
  step: number
  /** changes with the weights: an input for whatever is computed from them */
  version: string
}

export const ModelContext = createContext<ReadModel | null>(null)

/** The model of the figure around; outside of any, the open one. */
export function useModel(): ReadModel {
  const open = useOpenModel(false)
  return useContext(ModelContext) ?? open
}

/** A model that a figure names, and what went wrong where there is none. Without a handle there is nothing to read. */
export function useNamedModel(handle: ModelHandle | null, inputs: readonly unknown[] = []): { read: ReadModel; error: PlainError | null } {
  const key = JSON.stringify(handle)
  // It may be trained, renamed or deleted while it is read.
  const kept = useSession((s) => {
    const named = handle && s.models.find(({ id }) => id === handle.id)
    return named ? `${named.step} ${named.savedAt} ${named.name}` : ''
  })
  const { value, error } = useComputed(handle && (() => core.describe(handle)), [key, kept, ...inputs])
  const model = handle && !error && value?.id === handle.id ? value : null
  const step = handle?.step ?? model?.step ?? 0
  return { read: { model, handle: model && handle, step, version: `${key}@${step}` }, error: handle && error }
}

/** The model that the learner has open, or null before there is one. Wakes the core, unless told not to. */
export function useOpenModel(wake = true): ReadModel {
  useEffect(() => {
    if (wake) void session.getState().start()
  }, [wake])
  const model = useSession((s) => s.current)
  const at = useSession((s) => s.at)
  const step = useSession(openStep)
  return { model, handle: model && { id: model.id, ...(at === null ? {} : { step: at }) }, step, version: `${model?.id}@${step}` }
}
