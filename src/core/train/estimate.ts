/** What a run will cost, read off its plan before anything runs. */
import { blockParameterCount, type ModelConfig, parameterCount } from '../config.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { ops } from '../ops/registry.ts'
import { bytesOf, type Plan } from '../plan/plan.ts'
import type { RuntimeKind } from '../runtime/runtime.ts'
import { ADAM } from './settings.ts'

export interface PlanEstimate {
  parameters: number
  /** parameters: token table, position table, one block's attention and one block's feed-forward, each with its LayerNorm */
  parts: { wte: number; wpe: number; attention: number; feedForward: number }
  /** weights, gradients, both moments, activations and their gradients */
  bytes: number
  flopsPerStep: number
  /** kernel calls in a step */
  calls: number
}

/** The training plan of these sizes. @throws CourseError 'bad-config' */
export function planOf(config: ModelConfig, batch: number): Plan {
  return trainingPlan(config, modelLayout(config), batch, { ...ADAM, weightDecay: 0, clip: 1 })
}

/** Floating-point operations of one replay; a multiply-add counts as two. */
export const flopsOf = (plan: Plan): number => plan.calls.reduce((sum, call) => sum + ops[call.op].flops(call), 0)

/** @throws CourseError 'bad-config' */
export function estimate(config: ModelConfig, batch: number): PlanEstimate {
  const plan = planOf(config, batch)
  const { nVocab, nCtx, nEmbd: C } = config
  const attention = 4 * C * C + 6 * C
  return {
    parameters: parameterCount(config),
    parts: { wte: nVocab * C, wpe: nCtx * C, attention, feedForward: blockParameterCount(C) - attention },
    bytes: bytesOf(plan),
    flopsPerStep: flopsOf(plan),
    calls: plan.calls.length,
  }
}

/** Milliseconds that starting one kernel costs, whatever its size. */
const CALL_MS: Record<RuntimeKind, number> = { webgpu: 0.008, wasm: 0.001, reference: 0 }

/** A first guess at a step's time; measured steps are better as soon as there are some. */
export function predictStepMs(flops: number, calls: number, device: { kind: RuntimeKind; gflopsPerSecond: number }): number {
  return flops / (device.gflopsPerSecond * 1e6) + calls * CALL_MS[device.kind]
}
