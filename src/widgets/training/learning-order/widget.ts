/** What a short run had learned by which step, by kind of character. */
import { within } from '../../../experiments/within.ts'
import { defineWidget } from '../../frame/define.ts'
import { whole } from '../../frame/params.ts'
import { learn, readingsOf, STEPS } from './order.ts'

const TITLE = 'In what order a model learns'

export default defineWidget({
  id: 'learning-order',
  title: TITLE,
  teaches:
    'A model learns the frequent and the near first: how words go on before which word comes, and last what only the story says: who.',
  params: { step: whole(0, 4000), steps: whole(20, 4000), seed: whole(1, 99) },
  defaults: { step: 100, steps: STEPS, seed: 1 },
  shown: ['step'],
  needs: 'device',
  readings: {
    step: 'the step that is shown',
    loss: 'loss on held-out passages, nats a character',
    space: 'the same at spaces',
    first: 'at the first letters of words',
    second: 'at the second letters',
    later: 'at the letters after them',
    name: 'at the first letters of names inside a sentence',
    halfSpace: 'the step at which spaces were half learned',
    halfFirst: 'the same for first letters',
    halfSecond: 'for second letters',
    halfLater: 'for the letters after them',
  },
  compute: ({ steps, seed }, { core, signal }) => learn(within(core, TITLE, signal), steps, seed),
  readingsOf: (order, { step }) => readingsOf(order, step),
})
