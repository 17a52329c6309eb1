/** The run that Train would begin: the session's draft, or what the lesson's parameters make of it once they are applied. */
import { useComputed } from '../../../instruments/computed.ts'
import { core, useSession } from '../../../session/index.ts'
import type { Estimate, RunSpec } from '../../../worker/protocol.ts'
import { runOf, type Sizes } from './run.ts'

export interface Next {
  sizes: RunSpec['sizes'] | null
  /** null until it is known, and where such a run cannot be */
  estimate: Estimate | null
}

export function useNext(params: Sizes): Next {
  const draft = useSession((s) => s.draft)
  const ofDraft = useSession((s) => s.estimate)
  const given = Object.values(params).some((value) => value !== undefined)
  const spec = given && draft ? withParams(draft, params) : null
  const { value, error } = useComputed(spec ? () => core.estimate(spec) : null, [JSON.stringify(spec)])
  if (!spec) return { sizes: draft?.sizes ?? null, estimate: ofDraft }
  return { sizes: spec.sizes, estimate: error ? null : value }
}

function withParams(draft: RunSpec, params: Sizes): RunSpec {
  const { sizes, training } = runOf(params)
  return { ...draft, sizes: { ...draft.sizes, ...sizes }, training: { ...draft.training, ...training } }
}
