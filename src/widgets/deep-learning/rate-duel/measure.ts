/** Trains both, on a text that is added for it. */
import type { Measure } from '../../contract.ts'
import { duel, lossesOf } from './duel.ts'
import type { RateDuelParams } from './meta.ts'

export const measure: Measure<RateDuelParams> = async (params, { core, text: given }) => {
  const { ref } = await core.addText('For two learning rates', params.text ?? given)
  return lossesOf(await duel(core, ref, params))
}
