/** How much may be read, and how far a change reaches. */
import type { Measure } from '../../contract.ts'
import { readingsOf } from './masks.ts'
import type { MaskFamiliesParams } from './meta.ts'

export const measure: Measure<MaskFamiliesParams> = async ({ family = 'decoder', changed = 0 }) => readingsOf(family, changed)
