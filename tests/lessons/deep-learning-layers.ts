/** The numeric answers of the lesson on backpropagation through a layer, by the core's reference of a product. */
import { matmul } from '../../src/core/ops/linear/reference.ts'
import type { Answers } from '../support/answers.ts'

/** dW₁ of (x·W₁·W₂ − y)², one row, two inputs, one hidden unit. */
function firstLayer(w1: readonly number[]): Float64Array {
  const [x, first, second] = [Float64Array.of(1, 2), Float64Array.from(w1), Float64Array.of(3)]
  const z = matmul(x, first, 1, 1, 2)
  const s = matmul(z, second, 1, 1, 1)
  const ds = Float64Array.of(2 * (s[0]! - 2))
  const dz = matmul(ds, second, 1, 1, 1, false, true)
  return matmul(x, dz, 2, 1, 1, true)
}

export const answers: Answers = {
  'deep-learning/backpropagation-through-a-layer#entry': () =>
    matmul(Float64Array.of(1, 2, 3, 0), Float64Array.of(0.5, -1), 2, 1, 2, true)[1]!,
  'deep-learning/backpropagation-through-a-layer#hand': () => firstLayer([-0.5, 0.25])[0]!,
}
