/** Residual add and LayerNorm, fused, as an op. */
import type { KernelCall, ReplayScalars } from '../../plan/plan.ts'
import { dropoutScale, streamKey } from '../../random.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: rows, width, eps, dropout, stream; backward: accumulate
const sizes = ({ args }: KernelCall, { seed, step }: ReplayScalars): formula.NormSizes => ({
  rows: args.rows,
  width: args.width,
  eps: args.eps,
  dropout: args.dropout,
  key: streamKey(seed, step, args.stream),
})

/** inputs a, b [M,C], gain, bias [C]; outputs y, sum [M,C], mean, rstd [M] */
export const addLayerNorm: Op = {
  flops: ({ args }) => 9 * args.rows * args.width,
  reference(call, memory, scalars) {
    const { a, b, gain, bias } = call.inputs
    const result = formula.addLayerNorm(memory(a), memory(b), memory(gain), memory(bias), sizes(call, scalars))
    for (const slot of ['y', 'sum', 'mean', 'rstd'] as const) memory(call.outputs[slot]).set(result[slot])
  },
  wasm(call, at, scalars) {
    const s = sizes(call, scalars)
    const { a, b, gain, bias } = call.inputs
    const { y, sum, mean, rstd } = call.outputs
    return ['addLayerNorm', at(y), at(sum), at(mean), at(rstd), at(a), at(b), at(gain), at(bias), s.width, s.eps, s.dropout, s.key]
  },
  units: ({ args }) => args.rows,
  backward(call, tape) {
    const dy = tape.gradientOf(call.outputs.y)
    if (!dy) return
    const { a, b, gain, bias } = call.inputs
    const { sum, mean, rstd } = call.outputs
    const dsum = tape.contribute(sum).gradient
    tape.share(a, dsum)
    // Without dropout the branch receives the sum's gradient itself; with it, a masked copy.
    const dbranch = call.args.dropout > 0 ? tape.contribute(b).gradient : undefined
    if (!dbranch) tape.share(b, dsum)
    const { gradient: dgain, accumulate } = tape.weightGradient(gain)
    const dbias = tape.weightGradient(bias).gradient
    tape.call('addLayerNormBackward', { dy, sum, mean, rstd, gain }, { dsum, dbranch, dgain, dbias }, { ...call.args, accumulate })
  },
}

/** inputs dy [M,C], sum, mean, rstd, gain; outputs dsum [M,C], dbranch? [M,C] (dropout's mask applied), dgain, dbias [C] (added to where accumulate is 1) */
export const addLayerNormBackward: Op = {
  flops: ({ args }) => 14 * args.rows * args.width,
  reference(call, memory, scalars) {
    const s = sizes(call, scalars)
    const { dy, sum, mean, rstd, gain } = call.inputs
    const result = formula.addLayerNormBackward(memory(dy), memory(sum), memory(mean), memory(rstd), memory(gain), s)
    memory(call.outputs.dsum).set(result.dsum)
    for (const slot of ['dgain', 'dbias'] as const) {
      const total = memory(call.outputs[slot])
      total.set(call.args.accumulate ? result[slot].map((value, c) => value + total[c]) : result[slot])
    }
    if (call.outputs.dbranch) memory(call.outputs.dbranch).set(result.dsum.map((d, i) => d * dropoutScale(s.key, i, s.dropout)))
  },
  wasm(call, at, scalars) {
    const s = sizes(call, scalars)
    const { dy, sum, mean, rstd, gain } = call.inputs
    const { dsum, dbranch, dgain, dbias } = call.outputs
    return [
      'addLayerNormBackward',
      at(dsum),
      at(dbranch),
      at(dgain),
      at(dbias),
      at(dy),
      at(sum),
      at(mean),
      at(rstd),
      at(gain),
      s.rows,
      s.width,
      call.args.accumulate,
      s.dropout,
      s.key,
    ]
  },
  units: ({ args }) => args.rows,
}
