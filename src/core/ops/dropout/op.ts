/** Dropout as an op. Its gradient is the op itself: the mask is a function of seed, step and stream, so none is kept. */
import { streamKey } from '../../random.ts'
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** input x; output y = x ∘ mask, of x's shape. args: size (elements), dropout (the probability), stream */
export const dropout: Op = {
  flops: ({ args }) => args.size,
  reference({ inputs, outputs, args }, memory, { seed, step }) {
    memory(outputs.y).set(formula.dropout(memory(inputs.x), args.dropout, streamKey(seed, step, args.stream)))
  },
  wasm({ inputs, outputs, args }, at, { seed, step }) {
    return ['dropout', at(outputs.y), at(inputs.x), args.size, args.dropout, streamKey(seed, step, args.stream)]
  },
  units: ({ args }) => Math.ceil(args.size / 64),
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (dy) contributeTo(inputs.x, tape, (dx) => tape.call('dropout', { x: dy }, { y: dx }, args))
  },
}
