/** What a model consists of and what it costs, for sizes that nobody may be able to run here: counted on its plans, which hold no numbers. */
import type { ModelConfig } from '../config.ts'
import { CourseError } from '../errors.ts'
import { modelParameters } from '../model/model.ts'
import { decodingPlan, evaluationPlan, gradientPlan, trainingPlan } from '../model/plans.ts'
import { flopsOf } from '../plan/flops.ts'
import { elements, type Plan, tensorBytes, type TensorKind } from '../plan/plan.ts'
import { layOut } from '../plan/trace.ts'
import { ADAM } from './settings.ts'

/** Learned numbers by what they are for; together they are all. */
export interface Counts {
  tokens: number
  positions: number
  attention: number
  feedForward: number
  norms: number
  /** an output matrix of its own */
  output: number
}

export interface Account {
  parameters: number
  counts: Counts
  /** floating-point operations a token of a whole window, a multiply-add as two: reading alone, and reading with all gradients */
  flops: { forward: number; both: number }
  /** in 32-bit numbers, but for training's activations of one window with their gradients */
  bytes: { weights: number; gradients: number; moments: number; activations: number; cache: number }
}

/** GPT-3 has 96 layers of width 12,288; a plan for ten times that would only stop the page. */
const MOST = { nLayer: 128, nHead: 256, nEmbd: 20_480, nCtx: 8192, nVocab: 300_000 } as const

/**
 * Of a GPT. Its sizes may exceed what a run may have: nothing is allocated.
 * @throws CourseError 'bad-config' for sizes that make no model
 */
export function accountOf(config: ModelConfig): Account {
  checkSizes(config)
  const parameters = modelParameters(config)
  const layout = layOut(parameters)
  const sum = (pattern: RegExp): number =>
    parameters.filter(({ name }) => pattern.test(name)).reduce((total, { shape }) => total + elements(shape), 0)
  const counts = {
    tokens: sum(/^tokens_embed\./),
    positions: sum(/^positions_embed\./),
    attention: sum(/\.attn\./),
    feedForward: sum(/\.mlp\./),
    norms: sum(/(^|\.)ln_\w+\./),
    output: sum(/^lm_head\./),
  }
  const all = Object.values(counts).reduce((a, b) => a + b, 0)
  const training = trainingPlan(config, layout, 1, { ...ADAM, weightDecay: 0, clip: 1 })
  return {
    parameters: all,
    counts,
    flops: {
      forward: flopsOf(evaluationPlan(config, layout, 1)) / config.nCtx,
      both: flopsOf(gradientPlan(config, layout, 1)) / config.nCtx,
    },
    bytes: {
      weights: 4 * all,
      gradients: 4 * all,
      moments: 8 * all,
      activations: bytesOfKind(training, 'activation'),
      cache: bytesOfKind(decodingPlan(config, layout), 'state', /\.(keys|values)$/),
    },
  }
}

function bytesOfKind({ tensors }: Plan, kind: TensorKind, names = /./): number {
  let bytes = 0
  for (const tensor of tensors.values()) if (tensor.kind === kind && names.test(tensor.name)) bytes += tensorBytes(tensor)
  return bytes
}

function checkSizes(config: ModelConfig): void {
  for (const [key, most] of Object.entries(MOST)) {
    const size = config[key as keyof typeof MOST]
    if (!(Number.isInteger(size) && size >= 1 && size <= most))
      throw new CourseError(
        'bad-config',
        `${key} is ${size}, but it must be a whole number from 1 to ${most}.`,
        `Try ${Math.min(most, 12)}.`,
      )
  }
  const { nEmbd, nHead, headSize } = config
  if (headSize === undefined && nEmbd % nHead !== 0)
    throw new CourseError(
      'bad-config',
      `A width of ${nEmbd} cannot be shared by ${nHead} heads.`,
      `Try a width of ${nHead * Math.max(1, Math.round(nEmbd / nHead))}.`,
    )
}
