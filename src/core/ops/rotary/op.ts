/** Rotary positions as an op: its gradient is the same rotation backwards. */
import type { KernelCall, ReplayScalars } from '../../plan/plan.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

export { rotaryTable } from './reference.ts'

// args: batch, time, heads, kvHeads, headSize, inverse, decode (1: the position comes from the replay's scalars)
const sizes = ({ args }: KernelCall, { position }: ReplayScalars): formula.RotarySizes => ({
  batch: args.batch,
  time: args.time,
  heads: args.heads,
  kvHeads: args.kvHeads,
  headSize: args.headSize,
  start: args.decode ? position : 0,
  inverse: args.inverse === 1,
})

/**
 * inputs x [B,T,(H+2K)·D], table [ctx,2,D/2] (`rotaryTable`, a constant), addend? like x; output y like x.
 * Queries and keys turn, values are copied; the addend is added to all.
 */
export const rotary: Op = {
  flops: ({ args }) => 3 * args.batch * args.time * (args.heads + args.kvHeads) * args.headSize,
  reference(call, memory, scalars) {
    const { x, table, addend } = call.inputs
    const y = formula.rotary(memory(x), memory(table), sizes(call, scalars))
    const add = addend && memory(addend)
    memory(call.outputs.y).set(add ? y.map((value, i) => value + add[i]) : y)
  },
  wasm(call, at, scalars) {
    const { time, heads, kvHeads, headSize, start, inverse } = sizes(call, scalars)
    const { x, table, addend } = call.inputs
    return ['rotary', at(call.outputs.y), at(x), at(table), at(addend), time, heads, kvHeads, headSize, start, inverse ? 1 : 0]
  },
  units: ({ args }) => args.batch * args.time,
  backward(call, tape) {
    const dy = tape.gradientOf(call.outputs.y)
    if (!dy) return
    const { gradient, addend } = tape.contribute(call.inputs.x)
    tape.call('rotary', { x: dy, table: call.inputs.table, addend }, { y: gradient }, { ...call.args, inverse: 1 - call.args.inverse })
  },
}
