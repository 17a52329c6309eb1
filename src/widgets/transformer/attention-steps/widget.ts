/** One head of the open model, number by number. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { MOST_TOKENS, readingsOf, stepsOf } from './steps.ts'

export default defineWidget({
  id: 'attention-steps',
  title: 'One head, number by number',
  teaches:
    'A query is multiplied with every key it may see, softmax makes shares of the scores, and the values are added up by their shares.',
  needs: 'model',
  params: {
    text: text(1, MOST_TOKENS),
    /** counted from 0, as heads and tokens are */
    layer: whole(0, 23),
    head: whole(0, 31),
    /** the token that reads; one too many is the last */
    token: whole(0, 23),
  },
  defaults: { text: 'the old man', layer: 0, head: 0, token: MOST_TOKENS - 1 },
  fit: ({ layer, head }, { config }) => ({ layer: Math.min(layer, config.nLayer - 1), head: Math.min(head, config.nHead - 1) }),
  readings: {
    tokens: 'tokens in the text',
    sharpest: 'largest share that the chosen token gives',
    earlier: 'largest share that it gives to a token before it',
    looksBack: 'mean distance that it looks back, in tokens, weighted by the shares',
    difference: 'largest difference between the shares computed here and the model’s own, over all tokens of the head',
    outDifference: 'the same for the sums of values',
  },
  compute: (params, { core, handle, model }) => stepsOf(core, handle, model, params),
  readingsOf,
})
