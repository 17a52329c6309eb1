/** The open model's token embedding on a plane, with nearest neighbours. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

export const meta: WidgetMeta = {
  id: 'embedding-map',
  title: 'Where its tokens lie',
  teaches: 'A token is a vector that training has moved; tokens that are used alike come to lie alike.',
  params: v.strictObject({ token: v.optional(v.pipe(v.string(), v.minLength(1, 'must be a token'), v.maxLength(40, 'must be a token'))) }),
  needs: ['model'],
  readings: {
    width: 'numbers in the vector of a token',
    cosine: 'of the chosen token to its nearest neighbour',
    plane: 'share of the variance that the first two principal components hold',
    vowels: 'mean cosine of one small vowel to another; 0 where there are none',
    vowelsToOthers: 'mean cosine of small vowels to small consonants; 0 where there are none',
  },
}

export interface EmbeddingMapParams {
  /** the token that is chosen first */
  token?: string
}
