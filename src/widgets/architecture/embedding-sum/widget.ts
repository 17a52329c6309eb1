/** What a token and its place bring along before any block: two rows, added. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { MOST_TOKENS, readingsOf, sumOf } from './sum.ts'

export default defineWidget({
  id: 'embedding-sum',
  title: 'A token’s row and a place’s row',
  teaches: 'The first vector of a token is a row of one table plus a row of another, number by number.',
  params: { text: text(1, MOST_TOKENS), place: whole(0, MOST_TOKENS - 1) },
  defaults: { text: 'the united states', place: 2 },
  shown: ['place'],
  needs: 'model',
  readings: {
    tokens: 'tokens that are read',
    token: 'length of the chosen token’s row',
    position: 'length of its place’s row',
    cosine: 'cosine of the two rows',
    sum: 'length of their sum',
    alike: 'cosine of the sum with that at the nearest other place of the same token; 0 where there is none',
    difference: 'largest difference of the sum from the model’s own embedding',
  },
  compute: ({ text: read }, { core, handle, model }) => sumOf(core, handle, model, read),
  readingsOf: (value, { place }) => readingsOf(value, place),
})
