/** All heads of the open model side by side, and what each of them does, measured. */
import { lastTokens } from '../../../instruments/attention.ts'
import { headsOf, readingsOf } from './heads.ts'
import * as v from 'valibot'
import { defineWidget } from '../../frame/define.ts'
import { text } from '../../frame/params.ts'

export default defineWidget({
  id: 'head-gallery',
  title: 'All heads at once',
  teaches: 'Heads of one model read the same text in different ways, and how they differ can be measured.',
  params: {
    text: text(1, 60),
    head: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}\.\d{1,2}$/, 'must be a layer and a head, such as "1.0"'))),
  },
  needs: 'model',
  readings: {
    heads: 'heads in the model',
    mostLocal: 'share on the previous token, mean over the text, of the head with the most',
    sharpest: 'entropy of the shares, bits, of the head with the least',
    furthest: 'mean distance looked back, tokens, of the head that looks furthest',
    even: 'the same distance of a head that gave all tokens up to its own equal shares',
    spread: 'difference of that distance between the furthest and the nearest head, tokens',
  },
  defaults: { text: 'the old man and the sea' },
  shown: ['head'],
  compute: async ({ text }, { core, handle }) => {
    const attention = await core.attention(handle, lastTokens(text))
    return { attention, heads: headsOf(attention) }
  },
  readingsOf: ({ attention, heads }) => (heads.length > 0 ? readingsOf(heads, attention.tokens.length) : null),
})
