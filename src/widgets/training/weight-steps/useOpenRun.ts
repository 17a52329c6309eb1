/** The same weight in the run of the open model, around the step that the page shows. */
import { useComputed } from '../../../instruments/computed.ts'
import { core, openStep, pastOf, session, useSession } from '../../../session/index.ts'
import type { FollowedWeight } from '../../../worker/protocol.ts'
import { PARTS, type Part } from './followed.ts'

/** Steps that are followed at once. */
const SPAN = 100

export interface OpenRun {
  /** the open model has a past to go through */
  available: boolean
  followed: FollowedWeight | null
  step: number
  move: (step: number) => void
  busy: boolean
  error: string | null
}

export function useOpenRun(part: Part, place: number, wanted: boolean): OpenRun {
  const id = useSession((s) => s.current?.id)
  const first = useSession((s) => pastOf(s)?.first ?? -1)
  const newest = useSession((s) => pastOf(s)?.newest ?? -1)
  const step = useSession(openStep)
  const available = first >= 0 && newest > first
  const from = first + Math.floor(Math.max(0, step - 1 - first) / SPAN) * SPAN
  const to = Math.min(newest, from + SPAN)
  const { value, busy, error } = useComputed(
    id && available && wanted
      ? async () => {
          const { name } = PARTS[part]
          const [tensor] = await core.weights({ id }, [name])
          return core.follow(id, { name, index: Math.min(place, tensor!.data.length - 1) }, { from, to })
        }
      : null,
    [id, available, wanted, part, place, from, to],
  )
  return {
    available,
    followed: value,
    step,
    move: (next) => session.getState().scrub(next),
    busy,
    error: wanted && error ? error.message : null,
  }
}
