/** Attention: which earlier tokens each token reads from, in the open model. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'attention-view',
  title: 'Who reads from whom',
  teaches: 'Each head gives every token shares with which it reads the tokens before it.',
  params: v.strictObject({
    /** the text to read at first; without it the widget follows the writer's text */
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  }),
  needs: ['model'],
  readings: {
    tokens: 'tokens that are read',
    self: 'share with which a token reads itself, mean over all heads',
    first: 'share with which it reads the first token, the same mean',
  },
}
