/** The numeric answer of the lesson on many heads, counted in the parameters of a model. */
import { modelParameters } from '../../src/core/model/model.ts'
import type { Answers } from '../support/answers.ts'

/** Weights, without biases, of the attention of one layer: c_attn and c_proj. */
function attentionWeights(nEmbd: number, nHead: number): number {
  return modelParameters({ nLayer: 1, nHead, nEmbd, nCtx: 8, nVocab: 8, dropout: 0 })
    .filter(({ name }) => /attn\.c_(attn|proj)\.weight$/.test(name))
    .reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0)
}

export const answers: Answers = { 'transformer/many-heads#weights': () => attentionWeights(12, 3) }
