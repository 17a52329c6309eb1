/** What a gradient test goes along: one way from ids to logits, through the ops under test. */
import type { Tensor } from '../../../src/core/plan/plan.ts'
import type { ParameterSpec, Trace } from '../../../src/core/plan/trace.ts'

export const weight = (name: string, ...shape: number[]): ParameterSpec => ({ name, shape, init: { kind: 'normal', std: 1 } })

export const [B, T, C, V] = [2, 5, 6, 7]
export const rows = B * T

export interface Road {
  title: string
  parameters: ParameterSpec[]
  /** x [B,T,C] → [B,T,C] */
  middle(t: Trace, x: Tensor): Tensor
  dropout?: number
  /** logits = x·wteᵀ, so that the embedding's gradient has two contributions */
  tied?: boolean
}
