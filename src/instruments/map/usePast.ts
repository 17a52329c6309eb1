/** The step that a change is measured from: the last one that is kept of a model's past before the one that is shown. */
import { core } from '../../session/index.ts'
import type { ModelHandle } from '../../worker/protocol.ts'
import { useComputed } from '../computed.ts'
import type { ReadModel } from '../model.ts'

export interface Past {
  /** null: no earlier step is known, and `why` says so */
  since: (ModelHandle & { step: number }) | null
  why: string
}

const NO_PAST = 'This model came without its past, so there is no earlier step to compare it with: train one, and its steps are kept.'

export function usePast({ model, handle, step, version }: ReadModel): Past {
  const { value, error } = useComputed(handle && model && !handle.without ? () => core.history(handle.id) : null, [version])
  const before = (value ?? []).filter((kept) => kept < step).at(-1)
  if (before === undefined || !handle || error) return { since: null, why: NO_PAST }
  return { since: { id: handle.id, step: before }, why: '' }
}
