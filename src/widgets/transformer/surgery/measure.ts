/** The loss before and after, as the core measures it. */
import type { Measure } from '../../contract.ts'
import type { SurgeryParams } from './meta.ts'
import { chosen, surgeryOf } from './parts.ts'

export const measure: Measure<SurgeryParams> = async (params, { core, handle, model }) => {
  const { lossBefore, lossAfter } = await core.operate(handle, surgeryOf(model.config, params))
  return { lossBefore, lossAfter, change: lossAfter - lossBefore, cuts: chosen(model.config, params).length }
}
