/** Both runs, to their end. */
import type { Measure } from '../../contract.ts'
import type { VariantRaceParams } from './meta.ts'
import { race, readingsOf } from './race.ts'

export const measure: Measure<VariantRaceParams> = async (params, { core }) => readingsOf(await race(core, params), params)
