/** A training step on rows of tokens in which some count and others do not: what each token's loss weighs is an input. */
import type { ModelConfig } from '../config.ts'
import { appendOptimizer, modelLayout, traceLoss } from '../model/plans.ts'
import { differentiate } from '../plan/differentiate.ts'
import type { Plan } from '../plan/plan.ts'
import { Trace } from '../plan/trace.ts'
import { ADAM } from './settings.ts'

/** ids, targets [rows,time] and loss weights [rows·time] → losses [rows·time], and one step of AdamW on the weights. */
export function weightedTrainingPlan(name: string, config: ModelConfig, rows: number, time: number): Plan {
  const layout = modelLayout(config)
  const t = new Trace(name, layout)
  traceLoss(t, config, rows, time, true, config.dropout, false, true)
  differentiate(t)
  appendOptimizer(t, layout, { ...ADAM, weightDecay: 0.01, clip: 1 })
  return t.plan()
}

/** The weights of a batch in which every counted token counts the same: they add up to one. */
export function equalWeights(counted: readonly boolean[]): Float32Array {
  const count = counted.filter(Boolean).length
  return Float32Array.from(counted, (yes) => Number(yes) / count)
}
