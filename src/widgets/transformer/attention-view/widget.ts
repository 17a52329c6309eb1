/** Attention: which earlier tokens each token reads from, in the open model. */
import { lastTokens } from '../../../instruments/attention.ts'
import { readingsOf } from './readings.ts'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

export default defineWidget({
  id: 'attention-view',
  title: 'Who reads from whom',
  teaches: 'Each head gives every token shares with which it reads the tokens before it.',
  params: {
    /** the text to read at first; without it the widget follows the writer's text */
    text: text(1, 400),
  },
  needs: 'model',
  compares: true,
  readings: {
    tokens: 'tokens that are read',
    self: 'share with which a token reads itself, mean over all heads',
    first: 'share with which it reads the first token, the same mean',
  },
  compute: async ({ text = '' }, { core, handle }) => core.attention(handle, lastTokens(text)),
  readingsOf,
})
