/** SwiGLU as an op, after the linear layer that makes gates and values side by side. */
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** input x [M,2F] (gates, then values); output y [M,F]. args: rows M, width F */
export const swiglu: Op = {
  flops: ({ args }) => 5 * args.rows * args.width,
  reference({ inputs, outputs, args }, memory) {
    memory(outputs.y).set(formula.swiglu(memory(inputs.x), args.rows, args.width))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['swiglu', at(outputs.y), at(inputs.x), args.width]
  },
  units: ({ args }) => args.rows,
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (dy) contributeTo(inputs.x, tape, (dx) => tape.call('swigluBackward', { dy, x: inputs.x }, { dx }, args))
  },
}

/** inputs dy [M,F], x [M,2F]; output dx [M,2F]. args as of `swiglu` */
export const swigluBackward: Op = {
  flops: ({ args }) => 11 * args.rows * args.width,
  reference({ inputs, outputs, args }, memory) {
    memory(outputs.dx).set(formula.swigluBackward(memory(inputs.dy), memory(inputs.x), args.rows, args.width))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['swigluBackward', at(outputs.dx), at(inputs.dy), at(inputs.x), args.width]
  },
  units: ({ args }) => args.rows,
}
