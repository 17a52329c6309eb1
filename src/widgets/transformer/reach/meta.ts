/** How far back the open model reads. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'reach',
  title: 'How far back it reads',
  teaches:
    'The more of the text a model may see, the less the next characters surprise it, up to a distance that the text and the model decide.',
  params: v.strictObject({
    text: v.optional(
      v.pipe(v.string(), v.minLength(2, 'must have at least 2 characters'), v.maxLength(400, 'must have at most 400 characters')),
    ),
    word: v.optional(v.pipe(v.string(), v.maxLength(40))),
    instead: v.optional(v.pipe(v.string(), v.maxLength(40))),
  }),
  needs: ['model'],
  readings: {
    bitsAt1: 'mean surprise at the last characters when one character before each is seen, bits',
    bitsAtAll: 'the same when all that fits is seen',
    gain: 'bitsAt1 − bitsAtAll',
    furthest: 'the largest window that still lowered the surprise by more than 0.02 bits, characters',
    moved: 'change of bitsAtAll when the word is replaced; 0 without a replacement',
  },
}

export interface ReachParams {
  text?: string
  /** its first occurrence is replaced … */
  word?: string
  /** … by this */
  instead?: string
}
