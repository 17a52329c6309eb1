/** An activation function as an op of its own: where no linear layer computes it in passing. */
import { contributeTo } from '../add/contribution.ts'
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** input x; output y = f(x), of x's shape. args: size (elements), kind (0 GELU, 1 ReLU, 2 tanh, 3 GELU by erf) */
export const activation: Op = {
  flops: ({ args }) => 8 * args.size,
  reference({ inputs, outputs, args }, memory) {
    memory(outputs.y).set(formula.activation(memory(inputs.x), args.kind))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['activation', at(outputs.y), at(inputs.x), args.size, args.kind]
  },
  units: ({ args }) => Math.ceil(args.size / 64),
  backward({ inputs, outputs, args }, tape) {
    const dy = tape.gradientOf(outputs.y)
    if (dy) contributeTo(inputs.x, tape, (dx) => tape.call('activationBackward', { dy, x: inputs.x }, { dx }, args))
  },
}

/** inputs dy, x; output dx = dy ∘ f′(x). args as of `activation` */
export const activationBackward: Op = {
  flops: ({ args }) => 12 * args.size,
  reference({ inputs, outputs, args }, memory) {
    memory(outputs.dx).set(formula.activationBackward(memory(inputs.dy), memory(inputs.x), args.kind))
  },
  wasm({ inputs, outputs, args }, at) {
    return ['activationBackward', at(outputs.dx), at(inputs.dy), at(inputs.x), args.size, args.kind]
  },
  units: ({ args }) => Math.ceil(args.size / 64),
}
