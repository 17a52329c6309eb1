/** How long the residual stream is beside what each sub-layer adds to it, from the bottom of the open model to its top. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { lengthsOf, MOST_TOKENS, readingsOf } from './lengths.ts'

export default defineWidget({
  id: 'stream-lengths',
  title: 'Stream and branch',
  teaches: 'Every sub-layer adds a vector to the stream; how long it is beside the stream says how much that sub-layer changes.',
  params: { text: text(1, MOST_TOKENS), place: whole(0, MOST_TOKENS - 1) },
  defaults: { text: 'the people of the united states', place: MOST_TOKENS - 1 },
  shown: ['place'],
  needs: 'model',
  readings: {
    tokens: 'tokens that are read',
    first: 'length of what the first sub-layer adds, over that of the stream that it reads, at the chosen token',
    last: 'the same of the last sub-layer',
    largest: 'the largest of these shares',
    attention: 'their mean over attention layers',
    feedForward: 'their mean over feed-forward layers',
    end: 'length of the stream at the end, over that of the embedding',
  },
  compute: ({ text: read }, { core, handle, model }) => lengthsOf(core, handle, model, read),
  readingsOf: (value, { place }) => readingsOf(value, place),
})
