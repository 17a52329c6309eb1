/** Cross-entropy as an op. It seeds the backward pass: its gradient leaves in the same call as its loss. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** inputs logits [M,V], targets [M], weights? [M] (each 1 / M where absent); outputs losses [M] (nats), dlogits? [M,V]. args: rows M, vocab V */
export const crossEntropy: Op = {
  flops: ({ args }) => 5 * args.rows * args.vocab,
  reference(call, memory) {
    const { rows, vocab } = call.args
    const { logits, targets, weights } = call.inputs
    const result = formula.crossEntropy(memory(logits), memory(targets), rows, vocab, weights && memory(weights))
    memory(call.outputs.losses).set(result.losses)
    if (call.outputs.dlogits) memory(call.outputs.dlogits).set(result.dlogits)
  },
  wasm(call, at) {
    return [
      'crossEntropy',
      at(call.outputs.losses),
      at(call.outputs.dlogits),
      at(call.inputs.logits),
      at(call.inputs.targets),
      at(call.inputs.weights),
      call.args.rows,
      call.args.vocab,
    ]
  },
  units: ({ args }) => args.rows,
  backward(call, tape) {
    if (!call.outputs.dlogits) throw new Error('differentiate: the cross-entropy of this plan has no dlogits output')
    tape.share(call.inputs.logits, call.outputs.dlogits)
  },
}
