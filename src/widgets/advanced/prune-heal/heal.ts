/** Heads taken out of the open model by their measured worth, and what is left, trained on for a little while. */
import type { LossPoint } from '../../../core/curve.ts'
import type { CoreApi, ModelSummary, TrainingSettings } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { glance, make } from '../../../experiments/made.ts'

export interface Pruned {
  heads: number
  parameters: number
  /** nats a token: whole, without the heads, and after healing */
  before: number
  cut: number
  healed: number
  steps: number
  curve: readonly LossPoint[]
}

export interface Progress {
  before: number
  cut: number | null
  curve: readonly LossPoint[]
}

/** A tenth of the rate of a new model of that size: it has learned already. */
export const healingOf = (steps: number, seed: number): TrainingSettings => ({
  batch: 8,
  steps,
  learningRate: 3e-4,
  warmup: Math.round(steps / 10),
  weightDecay: 0.01,
  clip: 1,
  evalEvery: 0,
  seed,
})

export async function prune(
  core: CoreApi,
  model: ModelSummary,
  { heads, steps, seed }: { heads: number; steps: number; seed: number },
  report: (so: Progress) => void,
): Promise<Pruned> {
  const job = { kind: 'prune', keep: false, modelId: model.id, heads } as const
  const before = await glance(core, model.id)
  report({ before, cut: null, curve: [] })
  const { loss: cut, parameters } = await make(core, { ...job, healing: null, whole: false })
  report({ before, cut, curve: [] })
  const { loss: healed, curve } = await make(core, { ...job, healing: healingOf(steps, seed) }, (so) => report({ before, cut, curve: so }))
  return { heads, parameters, before, cut, healed, steps, curve }
}

export function readingsOf(done: readonly Pruned[] | null): Readings | null {
  const last = done?.at(-1)
  if (!last) return null
  return {
    heads: last.heads,
    parameters: last.parameters,
    before: last.before,
    cut: last.cut - last.before,
    healed: last.healed - last.before,
  }
}
