/** TensorFlow.js's automatic differentiation agrees with PyTorch's, and so with ours. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../support/compare.ts'
import { loadGolden } from './load.ts'
import { gptLoss } from './tfjsGpt.ts'

describe.each(['short', 'full'] as const)('tfjs on %s', (name) => {
  const golden = loadGolden(name)
  const { config, batch, time } = golden
  const { ids, targets } = golden.batches[0]!

  beforeAll(async () => {
    await tf.setBackend('cpu')
    expect(tf.getBackend()).toBe('cpu')
  })

  it('gives the same logits, loss and gradients', () => {
    const variables = [...golden.weights].map(([key, { shape, data }]) => tf.variable(tf.tensor(data, shape), true, `${name}/${key}`))
    const weights = Object.fromEntries(variables.map((variable) => [variable.name.slice(name.length + 1), variable]))
    const { logits } = tf.tidy(() => gptLoss(config, weights, ids, targets, batch, time))
    expectClose(logits.dataSync(), golden.logits.data, { rtol: 1e-4, atol: 1e-4, name: 'logits' })

    const { value, grads } = tf.variableGrads(() => gptLoss(config, weights, ids, targets, batch, time).loss, variables)
    expectClose(value.dataSync(), [golden.loss], { rtol: 1e-4, atol: 0, name: 'loss' })
    expect(Object.keys(grads)).toHaveLength(golden.gradients.size)
    for (const [key, expected] of golden.gradients) {
      expectClose(grads[`${name}/${key}`]!.dataSync(), expected.data, { rtol: 1e-4, atol: 1e-5, name: `grad/${key}` })
    }
    tf.disposeVariables()
  })
})
