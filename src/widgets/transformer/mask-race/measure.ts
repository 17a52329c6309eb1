/** Both runs, to their end. */
import type { Measure } from '../../contract.ts'
import type { MaskRaceParams } from './meta.ts'
import { race, readingsOf } from './race.ts'

export const measure: Measure<MaskRaceParams> = async (params, { core }) => readingsOf(await race(core, params))
