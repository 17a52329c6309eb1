/** How far back the open model reads in a text. */
import type { Measure } from '../../contract.ts'
import { readingsOf, reachOf } from './curve.ts'
import type { ReachParams } from './meta.ts'

export const measure: Measure<ReachParams> = async (params, { core, handle, model, text }) =>
  readingsOf(await reachOf(core, handle, model, params.text ?? text.slice(0, 160), params))
