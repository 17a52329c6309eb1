/** The window of the last tokens as an op. */
import type { KernelCall } from '../../plan/plan.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: batch, time, width C, window W
const sizes = ({ args }: KernelCall): formula.WindowSizes => ({
  batch: args.batch,
  time: args.time,
  width: args.width,
  window: args.window,
})

/** input x [B,T,C]; output y [B,T,W·C], oldest token first, zeros before the start */
export const contextWindow: Op = {
  flops: () => 0,
  reference(call, memory) {
    memory(call.outputs.y).set(formula.contextWindow(memory(call.inputs.x), sizes(call)))
  },
  wasm(call, at) {
    const { time, width, window } = call.args
    return ['contextWindow', at(call.outputs.y), at(call.inputs.x), time, width, window]
  },
  units: ({ args }) => args.batch,
  backward(call, tape) {
    const dy = tape.gradientOf(call.outputs.y)
    if (!dy) return
    const { gradient, addend } = tape.contribute(call.inputs.x)
    tape.call('contextWindowBackward', { dy, addend }, { dx: gradient }, call.args)
  },
}

/** inputs dy [B,T,W·C], addend? [B,T,C]; output dx [B,T,C] */
export const contextWindowBackward: Op = {
  flops: ({ args }) => args.batch * args.time * args.window * args.width,
  reference(call, memory) {
    const dx = formula.contextWindowBackward(memory(call.inputs.dy), sizes(call))
    const add = call.inputs.addend && memory(call.inputs.addend)
    memory(call.outputs.dx).set(add ? dx.map((d, i) => d + add[i]) : dx)
  },
  wasm(call, at) {
    const { time, width, window } = call.args
    return ['contextWindowBackward', at(call.outputs.dx), at(call.inputs.dy), at(call.inputs.addend), time, width, window]
  },
  units: ({ args }) => args.batch,
}
