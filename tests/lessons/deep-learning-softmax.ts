/** The numeric answers of the lesson on softmax and cross-entropy, computed again by the core's reference. */
import { crossEntropy } from '../../src/core/ops/cross-entropy/reference.ts'
import type { Answers } from '../support/answers.ts'

/** p − y at the target */
const gradientAt = (logits: readonly number[], target: number): number =>
  crossEntropy(Float64Array.from(logits), [target], 1, logits.length, [1]).dlogits[target]!

export const answers: Answers = {
  'deep-learning/softmax-and-cross-entropy#three': () => (1 + gradientAt([2, 0], 0)) / (1 + gradientAt([2, 0], 1)),
  // four others are equally likely
  'deep-learning/softmax-and-cross-entropy#push': () => gradientAt([0, 0, 0, 0, 0], 2),
}
