/** The numeric answers of the lessons on one block, on induction and on the paper. */
import { modelParameters } from '../../src/core/model/model.ts'
import type { Answers } from '../support/answers.ts'

/** Parameters of one block of that width. */
function blockParameters(nEmbd: number): number {
  return modelParameters({ nLayer: 1, nHead: 1, nEmbd, nCtx: 8, nVocab: 8, dropout: 0 })
    .filter(({ name }) => name.startsWith('h.0.'))
    .reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0)
}

export const answers: Answers = {
  'transformer/one-block#small-block': () => blockParameters(64),
  'transformer/induction-heads#even-share': () => 1 / 20,
}
