/** The global norm of all gradients, ‖g‖₂, which clipping compares with its limit. */
import type { Op } from '../op.ts'

/** input grads (flat, padding is zero); output norm [1]. args: size */
export const gradNorm: Op = {
  flops: ({ args }) => 2 * args.size,
  reference(call, memory) {
    memory(call.outputs.norm)[0] = Math.sqrt(memory(call.inputs.grads).reduce((sum, g) => sum + g * g, 0))
  },
  wasm: (call, at) => ['gradNorm', at(call.outputs.norm), at(call.inputs.grads), call.args.size],
}
