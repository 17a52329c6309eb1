/** One AdamW update of every parameter, as an op over the four flat buffers. */
import type { KernelCall, ReplayScalars } from '../../plan/plan.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: size, decayUntil, beta1, beta2, eps, weightDecay, clip; the step and the learning rate come with each replay
export const settings = ({ args }: KernelCall, { step, learningRate }: ReplayScalars): formula.AdamWSettings => ({
  learningRate,
  step,
  beta1: args.beta1,
  beta2: args.beta2,
  eps: args.eps,
  weightDecay: args.weightDecay,
  clip: args.clip,
  decayUntil: args.decayUntil,
})

/** inputs grads, norm [1]; outputs weights, m, v, all flat and updated in place */
export const adamW: Op = {
  flops: ({ args }) => 14 * args.size,
  reference(call, memory, scalars) {
    const { weights, m, v } = call.outputs
    formula.adamW(memory(weights), memory(call.inputs.grads), memory(m), memory(v), memory(call.inputs.norm)[0], settings(call, scalars))
  },
  wasm(call, at, scalars) {
    const s = settings(call, scalars)
    const { stepSize, rootCorrection } = formula.adamWFactors(s, 0)
    const { weights, m, v } = call.outputs
    return [
      'adamW',
      at(weights),
      at(call.inputs.grads),
      at(m),
      at(v),
      at(call.inputs.norm),
      s.decayUntil,
      s.beta1,
      s.beta2,
      s.eps,
      s.learningRate * s.weightDecay,
      s.clip,
      stepSize,
      rootCorrection,
    ]
  },
  units: ({ args }) => args.size / 64,
}
