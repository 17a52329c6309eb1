/** What large scores do to a softmax, and to its slopes. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'

const number = (low: number, high: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+(\.\d+)?$/, 'must be a number'),
      v.transform(Number),
      v.minValue(low, `must be at least ${low}`),
      v.maxValue(high, `must be at most ${high}`),
    ),
  )

export const meta: WidgetMeta = {
  id: 'softmax-slope',
  title: 'Softmax of large scores',
  teaches: 'Large scores give one word everything, and then a little more or less of a score changes nothing: the slope is gone.',
  params: v.strictObject({ scale: number(0.1, 16), words: number(2, 12) }),
  needs: [],
  readings: {
    largest: 'the largest share',
    slope: 'how much that share would move for each 1 added to its score',
    scale: 'standard deviation of the scores',
  },
}

export interface SoftmaxSlopeParams {
  /** standard deviation of the scores */
  scale?: number
  words?: number
}
