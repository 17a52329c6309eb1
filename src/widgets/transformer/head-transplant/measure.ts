/** The three losses. */
import type { Measure } from '../../contract.ts'
import type { HeadTransplantParams } from './meta.ts'
import { costsOf } from './transplant.ts'

export const measure: Measure<HeadTransplantParams> = async (params, { core, handle, model }) => ({
  ...(await costsOf(core, handle, model.config, params)),
})
