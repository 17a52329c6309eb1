/** The loss of distillation as an op. It seeds the backward pass, as cross-entropy does. */
import type { Op } from '../op.ts'
import * as formula from './reference.ts'

/** inputs logits [M,V], teacher [M,V] (logits; no gradient), targets [M]; outputs losses [M] (nats), dlogits? [M,V]. args: rows M, vocab V, alpha, temperature */
export const softCrossEntropy: Op = {
  flops: ({ args }) => 15 * args.rows * args.vocab,
  reference({ inputs, outputs, args }, memory) {
    const { rows, vocab, alpha, temperature } = args
    const result = formula.softCrossEntropy(
      memory(inputs.logits),
      memory(inputs.teacher),
      memory(inputs.targets),
      rows,
      vocab,
      alpha,
      temperature,
    )
    memory(outputs.losses).set(result.losses)
    if (outputs.dlogits) memory(outputs.dlogits).set(result.dlogits)
  },
  wasm({ inputs, outputs, args }, at) {
    const { logits, teacher, targets } = inputs
    return [
      'softCrossEntropy',
      at(outputs.losses),
      at(outputs.dlogits),
      at(logits),
      at(teacher),
      at(targets),
      args.rows,
      args.vocab,
      args.alpha,
      args.temperature,
    ]
  },
  units: ({ args }) => args.rows,
  backward({ inputs, outputs }, tape) {
    if (!outputs.dlogits) throw new Error('differentiate: the cross-entropy of this plan has no dlogits output')
    tape.share(inputs.logits, outputs.dlogits)
  },
}
