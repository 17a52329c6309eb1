/** The numeric answers of “Why divide by √d?”, computed again. */
import { GPT1 } from '../../src/core/config.ts'
import { attention } from '../../src/core/ops/attention/reference.ts'
import type { Answers } from '../support/answers.ts'

/** The divisor of a head, read off attention itself: its log-sum-exp over one key is the score of that key. */
function divisorOf(headSize: number): number {
  const qkv = new Float64Array(3 * headSize).fill(1)
  const { lse } = attention(qkv, {
    batch: 1,
    time: 1,
    heads: 1,
    headSize,
    scale: 1 / Math.sqrt(headSize),
    dropout: 0,
    key: 0,
    causal: true,
  })
  return headSize / lse[0]!
}

/** By a finite difference over two scores whose first has this share. */
function slopeAt(share: number): number {
  const h = 1e-6
  const shareOf = (score: number) => Math.exp(score) / (Math.exp(score) + 1)
  const score = Math.log(share / (1 - share))
  return (shareOf(score + h) - shareOf(score - h)) / (2 * h)
}

export const answers: Answers = {
  'transformer/why-root-d#gpt1-divisor': () => divisorOf(GPT1.nEmbd / GPT1.nHead),
  'transformer/why-root-d#slope': () => slopeAt(0.95),
}
