/** What large scores do to a softmax, and to its slopes. */
import { largestOf, sharesOf } from './shares.ts'
import { defineWidget } from '../../frame/define.ts'
import { number, whole } from '../../frame/params.ts'

export default defineWidget({
  id: 'softmax-slope',
  title: 'Softmax of large scores',
  teaches: 'Large scores give one word everything, and then a little more or less of a score changes nothing: the slope is gone.',
  params: { scale: number(0.1, 16), words: number(2, 12), seed: whole(1, 9999) },
  readings: {
    largest: 'the largest share',
    slope: 'how much that share would move for each 1 added to its score',
    scale: 'standard deviation of the scores',
  },
  defaults: { scale: 1, words: 6, seed: 1 },
  derive: ({ scale, words, seed }) => ({ ...largestOf(sharesOf(words, scale, seed)), scale }),
  readingsOf: ({ share, slope, scale }) => ({ largest: share, slope, scale }),
})
