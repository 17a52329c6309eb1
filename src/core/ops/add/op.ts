/** Elementwise addition as an op: residual sums that no norm follows, and sums of two gradients. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** inputs a, b; output y = a + b, all of one shape. args: size (elements) */
export const add: Op = {
  flops: ({ args }) => args.size,
  reference({ inputs, outputs }, memory) {
    memory(outputs.y).set(formula.add(memory(inputs.a), memory(inputs.b)))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['add', at(outputs.y), at(inputs.a), at(inputs.b), args.size]
  },
  units: ({ args }) => Math.ceil(args.size / 64),
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (!dy) return
    for (const x of [inputs.a, inputs.b]) {
      // Each side receives dy itself: nothing to compute, unless it has another gradient to be added to.
      if (!tape.gradientOf(x)) {
        tape.share(x, dy)
        continue
      }
      const { gradient, addend } = tape.contribute(x)
      tape.call('add', { a: addend, b: dy }, { y: gradient }, args)
    }
  },
}
