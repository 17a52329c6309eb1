/** The numeric answers of the lessons on convolutional nets, recurrent nets and embeddings, computed again. */
import { convolve, FILTER, SIDE } from '../../src/widgets/digit-net/forward.ts'
import { parametersOf } from '../../src/nets/cnn.ts'
import type { Answers } from '../support/answers.ts'

export const answers: Answers = {
  'deep-learning/convolutional-networks#patch': () => {
    const [image, filter] = [new Float32Array(SIDE * SIDE), new Float32Array(FILTER * FILTER)]
    image.set([0.5, 1, 0.25])
    filter.set([-1, 2, -1])
    return convolve(image, filter, -0.25)[0]!
  },
  // what six filters add to a net whose linear layer reads nothing of them
  'deep-learning/convolutional-networks#weights': () => parametersOf({ filters: 6 }) - 6 * 8 * 8 * 10 - 10,
}
