/** What a layer's hidden units do on a text. */
import type { Measure } from '../../contract.ts'
import type { HiddenUnitsParams } from './meta.ts'
import { DEFAULTS, readingsOf, unitsOf } from './units.ts'

export const measure: Measure<HiddenUnitsParams> = async (params, { core, handle, model, text }) =>
  readingsOf(await unitsOf(core, handle, model, params.text ?? text.slice(0, 60), params.layer ?? DEFAULTS.layer), params)
