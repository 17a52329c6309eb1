/** Ten language models since GPT-1: which of its choices each still has, and how large they became. */
import { LINEAGE } from '../../../facts/lineage.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice } from '../../frame/params.ts'
import { lineageOf, QUANTITIES, readingsOf } from './lineage.ts'

export default defineWidget({
  id: 'lineage',
  title: 'What is still GPT-1’s',
  teaches:
    'Within five years every one of GPT-1’s seven choices was replaced somewhere, and the stack of attention and feed-forward stayed.',
  params: { model: choice(LINEAGE.map(({ id }) => id)), quantity: choice(QUANTITIES) },
  defaults: { model: 'gpt1', quantity: 'ratio' },
  shown: ['quantity'],
  readings: {
    kept: 'of GPT-1’s seven choices, those that the chosen model has',
    year: 'when it was published, in years',
    parameters: 'its parameters',
    tokensPerParameter: 'tokens that it read for each parameter that a token meets, where its makers said so',
  },
  derive: ({ model }) => lineageOf(model),
  readingsOf,
})
