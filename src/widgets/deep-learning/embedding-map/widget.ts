/** The open model's token embedding on a plane, with nearest neighbours. */
import { readVectors } from '../../../instruments/tokenVectors.ts'
import { indexOf, readingsOf, shownOf } from './readings.ts'
import { defineWidget } from '../../frame/define.ts'
import { choice, text } from '../../frame/params.ts'

export default defineWidget({
  id: 'embedding-map',
  title: 'Where its tokens lie',
  teaches: 'A token is a vector that training has moved; tokens that are used alike come to lie alike.',
  params: { token: text(1, 40), vowels: choice(['shown', 'hidden']) },
  defaults: { vowels: 'shown' },
  needs: 'model',
  readings: {
    width: 'numbers in the vector of a token',
    cosine: 'of the chosen token to its nearest neighbour',
    plane: 'share of the variance that the first two principal components hold',
    vowels: 'mean cosine of one small vowel to another; 0 where there are none',
    vowelsToOthers: 'mean cosine of small vowels to small consonants; 0 where there are none',
  },
  shown: ['token', 'vowels'],
  compute: async (_, { core, handle }) => shownOf(await readVectors(core, handle)),
  readingsOf: (vectors, { token }) => readingsOf(vectors, indexOf(vectors, token)),
})
