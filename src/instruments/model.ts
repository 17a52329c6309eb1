/** Which model a figure reads: the one that the learner has open, unless the figure around names another. */
import { createContext, useContext, useEffect } from 'react'
import { openStep, session, useSession } from '../session/index.ts'
import type { ModelHandle, ModelSummary } from '../worker/protocol.ts'

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
