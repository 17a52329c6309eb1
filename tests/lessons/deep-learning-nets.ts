/** The numeric answers of the lessons on convolutional nets, recurrent nets and embeddings, computed again. */
import { parameterCount } from '../../src/core/config.ts'
import { recurrenceBackward } from '../../src/core/ops/recurrence/reference.ts'
import { convolve, FILTER, SIDE } from '../../src/experiments/cnn.ts'
import { parametersOf } from '../../src/nets/cnn.ts'
import { cosine } from '../../src/instruments/vectors.ts'
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
  'deep-learning/recurrent-networks#count': () =>
    parameterCount({ family: 'rnn', nLayer: 1, nHead: 1, nEmbd: 32, nCtx: 16, nVocab: 50, dropout: 0 }),
  // a state of one number at zero, where tanh has slope 1
  'deep-learning/recurrent-networks#product': () => {
    const steps = 10
    const dh = new Float64Array(steps + 1)
    dh[steps] = 1
    return recurrenceBackward(dh, new Float64Array(steps + 1), Float64Array.of(0.7), { batch: 1, time: steps + 1, width: 1 })[0]!
  },
  // a table of V rows is what V more tokens add, without the output layer's row and bias
  'deep-learning/embeddings#size': () => {
    const count = (nVocab: number): number => parameterCount({ family: 'mlp', nLayer: 1, nHead: 1, nEmbd: 32, nCtx: 4, nVocab, dropout: 0 })
    return (count(2 * 768) - count(768) - 768) / 2
  },
  'deep-learning/embeddings#angle': () => cosine([1, 2, 2], [2, 1, -2]),
}
