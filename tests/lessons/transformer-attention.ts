/** The numeric answers of the lessons on attention, its heads and its mask, computed again. */
import { attention } from '../../src/core/ops/attention/reference.ts'
import type { Answers } from '../support/answers.ts'

/** Shares of one head of width 1 whose query is 1, so that the keys are the scores; row `i` under the causal mask. */
function sharesOf(scores: readonly number[], i: number): number[] {
  const T = scores.length
  const qkv = Float64Array.from(scores.flatMap((score) => [1, score, 0]))
  const { probs } = attention(qkv, { batch: 1, time: T, heads: 1, headSize: 1, scale: 1, dropout: 0, key: 0, causal: true })
  return [...probs.subarray(i * T, (i + 1) * T)]
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export const answers: Answers = {
  'transformer/causal-mask#row': () => sharesOf([0, Math.log(4), Math.log(5)], 1)[1]!,
  'transformer/causal-mask#floor': () => mean([...new Array<number>(15).fill(0), 2.4]),
}
