/** One head of the open model, number by number. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'

export const meta: WidgetMeta = {
  id: 'attention-steps',
  title: 'One head, number by number',
  teaches:
    'A query is multiplied with every key it may see, softmax makes shares of the scores, and the values are added up by their shares.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(24))),
    layer: whole(0, 23),
    head: whole(0, 31),
    token: whole(0, 23),
  }),
  needs: ['model'],
  readings: {
    tokens: 'tokens in the text',
    sharpest: 'largest share that the chosen token gives',
    earlier: 'largest share that it gives to a token before it',
    looksBack: 'mean distance that it looks back, in tokens, weighted by the shares',
    difference: 'largest difference between the shares computed here and the model’s own, over all tokens of the head',
    outDifference: 'the same for the sums of values',
  },
}

export interface AttentionStepsParams {
  text?: string
  /** counted from 0, as heads and tokens are */
  layer?: number
  head?: number
  /** the token that reads; one too many is the last */
  token?: number
}
