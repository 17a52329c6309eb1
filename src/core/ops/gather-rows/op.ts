/** Picking rows as an op, and the gradient back to where they were picked. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

// args: rows M, picked N, width C

/** inputs x [M,C], at [N] (row numbers below M: the host checks them); output y [N,C] */
export const gatherRows: Op = {
  flops: () => 0,
  reference({ inputs, outputs, args }, memory) {
    memory(outputs.y).set(formula.gatherRows(memory(inputs.x), memory(inputs.at), args.width))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['gatherRows', at(outputs.y), at(inputs.x), at(inputs.at), args.picked, args.width]
  },
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (!dy) return
    const { gradient: dx, addend } = tape.contribute(inputs.x)
    tape.call('gatherRowsBackward', { dy, at: inputs.at, addend }, { dx }, args)
  },
}

/** inputs dy [N,C], at [N], addend? [M,C]; output dx [M,C]: the addend, or zeros, and each row of dy added where it was picked */
export const gatherRowsBackward: Op = {
  flops: ({ args }) => args.picked * args.width,
  reference({ inputs, outputs, args }, memory) {
    const dx = memory(outputs.dx)
    if (inputs.addend) dx.set(memory(inputs.addend))
    else dx.fill(0)
    formula.gatherRowsBackward(memory(inputs.dy), memory(inputs.at), dx, args.width)
  },
  wasm({ inputs, outputs, args }, at) {
    return ['gatherRowsBackward', at(outputs.dx), at(inputs.dy), at(inputs.at), at(inputs.addend), args.rows, args.picked, args.width]
  },
}
