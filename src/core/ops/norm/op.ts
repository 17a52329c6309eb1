/** LayerNorm and RMSNorm as an op of their own: pre-norm, and the last norm of a GPT-2. */
import type { Op } from '../op.ts'
import { add } from '../add/reference.ts'
import * as formula from './reference.ts'

// args: rows M, width C, eps, kind (0 LayerNorm, 1 RMSNorm); backward: accumulate
const sizes = ({ rows, width, eps, kind }: Readonly<Record<string, number>>): formula.NormSizes => ({ rows, width, eps, kind })

/** inputs x [M,C], gain [C], bias? [C]; outputs y [M,C], mean, rstd [M] (mean is 0 for RMSNorm) */
export const norm: Op = {
  flops: ({ args }) => 8 * args.rows * args.width,
  reference({ inputs, outputs, args }, memory) {
    const { x, gain, bias } = inputs
    const result = formula.norm(memory(x), memory(gain), bias && memory(bias), sizes(args))
    for (const slot of ['y', 'mean', 'rstd'] as const) memory(outputs[slot]).set(result[slot])
  },
  wasm({ inputs, outputs, args }, at) {
    const { x, gain, bias } = inputs
    const { y, mean, rstd } = outputs
    return ['norm', at(y), at(mean), at(rstd), at(x), at(gain), at(bias), args.width, args.eps, args.kind]
  },
  units: ({ args }) => args.rows,
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (!dy) return
    const { x, gain, bias } = inputs
    const { mean, rstd } = outputs
    const { gradient: dx, addend } = tape.contribute(x)
    const { gradient: dgain, accumulate } = tape.weightGradient(gain)
    const dbias = bias && tape.weightGradient(bias).gradient
    tape.call('normBackward', { dy, x, mean, rstd, gain, addend }, { dx, dgain, dbias }, { ...args, accumulate })
  },
}

/**
 * inputs dy, x [M,C], mean, rstd [M], gain [C], addend? [M,C]; outputs dx [M,C] (addend included), dgain, dbias? [C]
 * (added to what they hold where accumulate is 1)
 */
export const normBackward: Op = {
  flops: ({ args }) => 14 * args.rows * args.width,
  reference({ inputs, outputs, args }, memory) {
    const { dy, x, mean, rstd, gain, addend } = inputs
    const { dx, dgain, dbias } = formula.normBackward(memory(dy), memory(x), memory(mean), memory(rstd), memory(gain), sizes(args))
    memory(outputs.dx).set(addend ? add(dx, memory(addend)) : dx)
    memory(outputs.dgain).set(args.accumulate ? add(dgain, memory(outputs.dgain)) : dgain)
    if (outputs.dbias) memory(outputs.dbias).set(args.accumulate ? add(dbias, memory(outputs.dbias)) : dbias)
  },
  wasm({ inputs, outputs, args }, at) {
    const { dy, x, mean, rstd, gain, addend } = inputs
    const { dx, dgain, dbias } = outputs
    const sources = [at(dy), at(x), at(mean), at(rstd), at(gain), at(addend)]
    return ['normBackward', at(dx), at(dgain), at(dbias), ...sources, args.rows, args.width, args.kind, args.accumulate]
  },
  units: ({ args }) => args.rows,
}
