/** The numeric answers of the lesson on what breaks training, by the core's own loss and first weights. */
import { INIT_STD } from '../../src/core/config.ts'
import { crossEntropy } from '../../src/core/ops/cross-entropy/reference.ts'
import { healthy, SHALLOW, withMistake } from '../../src/widgets/training/broken-runs/patients.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'training/what-breaks-training#even': () => {
    // Of four letters two are a; the model has learned these shares.
    const shares = [0.5, 0.25, 0.25]
    const logits = Float64Array.from({ length: 4 * 3 }, (_, i) => Math.log(shares[i % 3]!))
    const { losses } = crossEntropy(logits, [0, 0, 1, 2], 4, 3)
    return losses.reduce((sum, loss) => sum + loss, 0) / 4
  },
  'training/what-breaks-training#spread': () => {
    const { sizes, faults } = withMistake(healthy(SHALLOW, { steps: 600, seed: 1 }), 'biases')
    return -faults.innerBias! / (INIT_STD * Math.sqrt(sizes.nEmbd))
  },
}
