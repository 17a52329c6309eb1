/** How the net comes by its numbers on a passage: a number of the state, a logit, a share. */
import type { Rnn } from '../../../experiments/rnn.ts'
import { productsOf, type Term, totalOf } from '../../../instruments/explain/terms.ts'
import type { PassageReading } from '../../../experiments/rnnReading.ts'

/** The sum inside tanh: what the character brings, the bias, and what each number of the state before brings. */
export function stateTerms(
  { width: C, embed, input, bias, state }: Rnn,
  { ids, states }: PassageReading,
  t: number,
  c: number,
): { character: Term[]; bias: number; before: Term[] } {
  const column = (weight: Float64Array) => Float64Array.from({ length: C }, (_, k) => weight[k * C + c]!)
  return {
    character: productsOf(embed.subarray(ids[t]! * C, (ids[t]! + 1) * C), column(input), (k) => `i = ${k}`),
    bias: bias[c]!,
    before: t === 0 ? [] : productsOf(states.subarray((t - 1) * C, t * C), column(state), (k) => `i = ${k}`),
  }
}

/** The logit of a character after place `t`. */
export function logitTerms({ width: C, head, headBias }: Rnn, { states }: PassageReading, t: number, id: number): Term[] {
  const products = productsOf(states.subarray(t * C, (t + 1) * C), head.subarray(id * C, (id + 1) * C), (k) => `i = ${k}`)
  return [...products, { name: `c[${id}]`, value: headBias[id]! }]
}

/** A character's softmax after place `t`, as its two powers: e^(z − largest z), and the sum of all of them. */
export function softmaxParts(
  rnn: Rnn,
  reading: PassageReading,
  t: number,
  id: number,
): { logit: number; top: number; power: number; total: number } {
  const logits = rnn.vocabulary.map((_, i) => totalOf(logitTerms(rnn, reading, t, i)))
  const top = logits.reduce((a, b) => Math.max(a, b))
  return { logit: logits[id]!, top, power: Math.exp(logits[id]! - top), total: logits.reduce((sum, z) => sum + Math.exp(z - top), 0) }
}
