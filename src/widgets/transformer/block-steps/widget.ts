/** One block of the open model, assembled. */
import { defineWidget } from '../../frame/define.ts'
import { text, whole } from '../../frame/params.ts'
import { assemble, MOST_TOKENS, readingsOf } from './steps.ts'

export default defineWidget({
  id: 'block-steps',
  title: 'One block, assembled',
  teaches:
    'Attention, a residual sum, LayerNorm and a feed-forward layer, in this order, are one block; here every number of it is computed.',
  needs: 'model',
  params: { text: text(1, MOST_TOKENS), layer: whole(0, 23), place: whole(0, MOST_TOKENS - 1) },
  defaults: { text: 'the old man', layer: 1, place: MOST_TOKENS - 1 },
  fit: ({ layer }, { config }) => ({ layer: Math.min(layer, config.nLayer - 1) }),
  readings: {
    tokens: 'tokens in the text',
    difference: 'largest difference between a number computed here and the model’s own, over all steps and tokens',
    attentionLength: 'length of what attention adds to the chosen token’s vector',
    feedForwardLength: 'length of what the feed-forward layer adds',
    streamLength: 'length of the vector that comes into the block',
  },
  compute: (params, { core, handle, model }) => assemble(core, handle, model, params),
  readingsOf,
})
