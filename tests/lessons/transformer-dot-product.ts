/** The numeric answers of the lesson on scaled dot-product attention, computed again by the core's reference. */
import { attention } from '../../src/core/ops/attention/reference.ts'
import type { Answers } from '../support/answers.ts'

/** Two tokens; the second one's query has the products 0 and 4 with their keys. d = 4, and the values begin with 10 and 20. */
function firstOut(): number {
  const [nothing, unit, rest] = [
    [0, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0],
  ]
  const qkv = Float64Array.from([...nothing, ...nothing, 10, ...rest, ...unit, 4, ...rest, 20, ...rest])
  return attention(qkv, { batch: 1, time: 2, heads: 1, headSize: 4, scale: 1 / Math.sqrt(4), dropout: 0, key: 0, causal: true }).out[4]!
}

export const answers: Answers = { 'transformer/scaled-dot-product#out': firstOut }
