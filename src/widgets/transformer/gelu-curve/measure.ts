/** Value and slope of both. */
import type { Measure } from '../../contract.ts'
import { bendsAt } from './bends.ts'
import type { GeluCurveParams } from './meta.ts'

export const measure: Measure<GeluCurveParams> = async ({ x = 1 }) => bendsAt(x)
