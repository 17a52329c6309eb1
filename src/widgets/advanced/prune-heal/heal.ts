/** Heads taken out of the open model by their measured worth, and what is left, trained on for a little while. */
import type { LossPoint } from '../../../core/curve.ts'
import type { CoreApi, ModelSummary, TrainingSettings } from '../../../worker/protocol.ts'
import type { Readings } from '../../frame/define.ts'
import { glance, make } from '../../../experiments/made.ts'

export interface Pruned {
  heads: number
  parameters: number
  /** nats a token, without the heads and after healing */
  cut: number
  healed: number
  steps: number
  curve: readonly LossPoint[]
}

export interface Value {
  /** the whole model's loss, nats a token */
  before: number
  done: readonly Pruned[]
}

export interface Progress {
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

/** The whole model, which all that is cut is held against. */
export const whole = async (core: CoreApi, model: ModelSummary): Promise<Value> => ({ before: await glance(core, model.id), done: [] })

/** With what was cut before; the same number of heads takes the place of an earlier one. */
export async function prune(
  core: CoreApi,
  model: ModelSummary,
  { heads, steps, seed }: { heads: number; steps: number; seed: number },
  report: (so: Progress) => void,
  { before, done }: Value,
): Promise<Value> {
  const job = { kind: 'prune', keep: false, modelId: model.id, heads } as const
  report({ cut: null, curve: [] })
  const { loss: cut, parameters } = await make(core, { ...job, healing: null, whole: false })
  report({ cut, curve: [] })
  const { loss: healed, curve } = await make(core, { ...job, healing: healingOf(steps, seed) }, (so) => report({ cut, curve: so }))
  const next = { heads, parameters, cut, healed, steps, curve }
  return { before, done: [...done.filter((each) => each.heads !== heads), next] }
}

export function readingsOf({ before, done }: Value): Readings {
  const last = done.at(-1)
  if (!last) return { before }
  return { heads: last.heads, parameters: last.parameters, before, cut: last.cut - before, healed: last.healed - before }
}
