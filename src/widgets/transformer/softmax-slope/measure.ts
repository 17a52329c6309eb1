/** The largest share and its slope. */
import type { Measure } from '../../contract.ts'
import type { SoftmaxSlopeParams } from './meta.ts'
import { largestOf, sharesOf } from './shares.ts'

export const measure: Measure<SoftmaxSlopeParams> = async ({ scale = 1, words = 6 }) => {
  const { share, slope } = largestOf(sharesOf(words, scale, 1))
  return { largest: share, slope, scale }
}
