/** What a story costs a model as it was written, and with its sentences shuffled. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { readBothOrders, readingsOf } from './order.ts'

export default defineWidget({
  id: 'story-order',
  title: 'A story in order and out of it',
  teaches: 'A model that has learned from whole stories expects each sentence by those before it; shuffled, the same sentences cost more.',
  params: { text: text(20, 400), seed: whole(1, 99) },
  defaults: {
    text: 'Anna went to the castle one cold evening. She had brought a red kite. She met her neighbour Paul. She lent the kite to him. Sadly, he lost the kite. Anna felt angry because Paul had lost the kite.',
    seed: 1,
  },
  needs: 'model',
  compares: true,
  readings: {
    sentences: 'sentences that were read',
    inOrder: 'surprise as it was written, bits a character',
    shuffled: 'the same with its sentences shuffled',
    times: 'shuffled ÷ in order',
  },
  compute: ({ text, seed }, { core, handle }) => readBothOrders(core, handle, text, seed),
  readingsOf: (value) => readingsOf(value),
})
