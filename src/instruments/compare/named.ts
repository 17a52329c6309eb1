/** How a parameter names a model: "first", "first@200" for a step of its past, "@200" for one of the open model's. */
import type { ModelHandle } from '../../worker/protocol.ts'

export const MODEL_NAME = /^(?=.)[\w-]{0,60}(@\d{1,8})?$/
export const MODEL_NAME_SAID = 'must name a model, a step of its past or both, such as "world", "@100" or "first@100"'

/** The learner's own, where a figure could name another. */
export const OPEN = 'open'

/** @param open the id of the model that the learner has open; null: a name without an id names nothing yet. Null for the open model itself too */
export function handleOf(name: string, open: string | null): ModelHandle | null {
  if (name === OPEN) return null
  const [id, step] = name.split('@') as [string, string | undefined]
  const model = id || open
  return model ? { id: model, ...(step === undefined ? {} : { step: Number(step) }) } : null
}

/** Short, where it is the open model's own past. */
export const nameOf = ({ id, step }: ModelHandle, open: string | null): string =>
  `${id === open && step !== undefined ? '' : id}${step === undefined ? '' : `@${step}`}`
