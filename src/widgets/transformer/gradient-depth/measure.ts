/** One stack, trained and measured. */
import type { Measure } from '../../contract.ts'
import { depthOf, readingsOf } from './depth.ts'
import type { GradientDepthParams } from './meta.ts'

/** A window of the text that fits the small model's context. */
const WINDOW = 32

export const measure: Measure<GradientDepthParams> = async (params, { core, text }) =>
  readingsOf(await depthOf(core, { ...params, text: params.text ?? text.slice(0, WINDOW) }))
