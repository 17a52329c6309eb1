/** The numeric answers of the lesson on the objective, by the reference of cross-entropy. */
import { crossEntropy } from '../../src/core/ops/cross-entropy/reference.ts'
import { unitsOf } from '../../src/widgets/training/loss-units/units.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'training/the-objective#halve': () => unitsOf(Math.log(40), 1).bitsPerToken - unitsOf(Math.log(10), 1).bitsPerToken,
  'training/the-objective#share': () => {
    const logits = Float64Array.from({ length: 64 * 2 }, (_, i) => Math.log(i % 2 === 0 ? 0.36 : 0.64))
    return crossEntropy(logits, new Array(64).fill(0), 64, 2).dlogits[0]!
  },
  'training/the-objective#coin': () => {
    // a is followed by b or c, of which each has half; b and c by a alone
    const logits = Float64Array.from([Math.log(0.5), Math.log(0.5), 0, Number.NEGATIVE_INFINITY])
    const { losses } = crossEntropy(logits, [0, 0], 2, 2)
    return (losses[0]! + losses[1]!) / 2
  },
}
