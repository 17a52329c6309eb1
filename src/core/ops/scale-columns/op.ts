/** Column scaling as an op: a mask over heads or neurons that a plan knows as a constant. */
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** inputs x [M,N], scale [N] (a constant: it gets no gradient); output y [M,N] = x ∘ scale. args: rows M, width N */
export const scaleColumns: Op = {
  flops: ({ args }) => args.rows * args.width,
  reference({ inputs, outputs }, memory) {
    memory(outputs.y).set(formula.scaleColumns(memory(inputs.x), memory(inputs.scale)))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['scaleColumns', at(outputs.y), at(inputs.x), at(inputs.scale), args.width]
  },
  units: ({ args }) => args.rows,
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (dy) contributeTo(inputs.x, tape, (dx) => tape.call('scaleColumns', { x: dy, scale: inputs.scale }, { y: dx }, args))
  },
}
