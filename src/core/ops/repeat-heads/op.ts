/** Repeating shared key and value heads, so that plain attention can read them, as an op. */
import type { KernelCall } from '../../plan/plan.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: rows (B·T), heads H, kvHeads K, headSize D
const sizes = ({ args }: KernelCall): formula.RepeatHeadsSizes => ({
  rows: args.rows,
  heads: args.heads,
  kvHeads: args.kvHeads,
  headSize: args.headSize,
})

/** input x [B,T,(H+2K)·D]; output y [B,T,3·H·D] */
export const repeatHeads: Op = {
  flops: () => 0,
  reference(call, memory) {
    memory(call.outputs.y).set(formula.repeatHeads(memory(call.inputs.x), sizes(call)))
  },
  wasm(call, at) {
    const { heads, kvHeads, headSize } = call.args
    return ['repeatHeads', at(call.outputs.y), at(call.inputs.x), heads, kvHeads, headSize]
  },
  units: ({ args }) => args.rows,
  backward(call, tape) {
    const dy = tape.gradientOf(call.outputs.y)
    if (!dy) return
    const { gradient, addend } = tape.contribute(call.inputs.x)
    tape.call('repeatHeadsBackward', { dy, addend }, { dx: gradient }, call.args)
  },
}

/** inputs dy [B,T,3·H·D], addend? like dx; output dx [B,T,(H+2K)·D] */
export const repeatHeadsBackward: Op = {
  flops: ({ args }) => 2 * args.rows * (args.heads - args.kvHeads) * args.headSize,
  reference(call, memory) {
    const dx = formula.repeatHeadsBackward(memory(call.inputs.dy), sizes(call))
    const add = call.inputs.addend && memory(call.inputs.addend)
    memory(call.outputs.dx).set(add ? dx.map((d, i) => d + add[i]) : dx)
  },
  wasm(call, at) {
    const { heads, kvHeads, headSize } = call.args
    return ['repeatHeadsBackward', at(call.outputs.dx), at(call.inputs.dy), at(call.inputs.addend), heads, kvHeads, headSize]
  },
  units: ({ args }) => args.rows,
}
