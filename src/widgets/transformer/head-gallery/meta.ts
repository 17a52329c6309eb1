/** All heads of the open model side by side, and what each of them does, measured. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'head-gallery',
  title: 'All heads at once',
  teaches: 'Heads of one model read the same text in different ways, and how they differ can be measured.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
    head: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}\.\d{1,2}$/, 'must be a layer and a head, such as "1.0"'))),
  }),
  needs: ['model'],
  readings: {
    heads: 'heads in the model',
    mostLocal: 'share on the previous token, mean over the text, of the head with the most',
    sharpest: 'entropy of the shares, bits, of the head with the least',
    furthest: 'mean distance looked back, tokens, of the head that looks furthest',
    spread: 'difference of that distance between the furthest and the nearest head, tokens',
  },
}

export interface HeadGalleryParams {
  text?: string
  /** the head that is enlarged, "layer.head" */
  head?: string
}
