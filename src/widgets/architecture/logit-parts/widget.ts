/** Who speaks for the open model's guess: its lead over another token, part by part. */
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'
import { partsOf, readingsOf } from './parts.ts'

export default defineWidget({
  id: 'logit-parts',
  title: 'Who speaks for the guess',
  teaches: 'The lead of one token over another is a sum with a term for the token, its place, every head and every feed-forward layer.',
  params: { text: text(1, 60), forToken: text(1, 20), against: text(1, 20), by: choice(['sum', 'cut']) },
  defaults: { text: 'the people of the united st', by: 'sum' },
  needs: 'model',
  readings: {
    lead: 'logit of the token less that of the other, by the model',
    error: 'how far the sum of all terms is from that',
    heads: 'sum of the terms of all heads',
    feedForward: 'sum of the terms of all feed-forward layers',
    embedding: 'terms of the token and its place together',
    largest: 'the largest term of one head or feed-forward layer, by size',
    cut: 'how much of the lead goes when the part with the largest term is cut out; 0 while nothing is cut',
  },
  compute: (params, { core, handle, model }) => partsOf(core, handle, model, params),
  readingsOf,
})
