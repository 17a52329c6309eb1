/** What a run will cost, read off its plan before anything runs. */
import { familyOf, type ModelConfig, parameterCount } from '../config.ts'
import { modelParameters } from '../model/model.ts'
import { modelLayout, trainingPlan } from '../model/plans.ts'
import { flopsOf } from '../plan/flops.ts'
import { bytesOf, elements, type Plan } from '../plan/plan.ts'
import { ADAM } from './settings.ts'

/** Parameters by part. wte + wpe + blocks · (attention + feedForward) + output is all, where no norm was cut out. */
export interface Parts {
  /** the token table */
  wte: number
  /** the position table */
  wpe: number
  /** one block's attention with its norm */
  attention: number
  /** one block's feed-forward layer with its norm; all hidden layers of an MLP or RNN */
  feedForward: number
  /** blocks with weights of their own */
  blocks: number
  /** what lies after the last block: a final norm, an output matrix */
  output: number
}

export interface PlanEstimate {
  parameters: number
  parts: Parts
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

/** @throws CourseError 'bad-config' */
export function estimate(config: ModelConfig, batch: number): PlanEstimate {
  const plan = planOf(config, batch)
  return {
    parameters: parameterCount(config),
    parts: partsOf(config),
    bytes: bytesOf(plan),
    flopsPerStep: flopsOf(plan),
    calls: plan.calls.length,
  }
}

export function partsOf(config: ModelConfig): Parts {
  const parameters = modelParameters(config)
  const sum = (pattern: RegExp) =>
    parameters.filter(({ name }) => pattern.test(name)).reduce((total, { shape }) => total + elements(shape), 0)
  const isGpt = familyOf(config) === 'gpt'
  return {
    wte: sum(/^tokens_embed\./),
    wpe: sum(/^positions_embed\./),
    attention: sum(/^h\.0\.(attn|ln_1)\./),
    feedForward: sum(isGpt ? /^h\.0\.(mlp|ln_2)\./ : /^h\./),
    blocks: isGpt ? parameters.filter(({ name }) => name.endsWith('.attn.c_attn.weight')).length : 1,
    output: sum(/^(ln_f|lm_head|table)\./),
  }
}
