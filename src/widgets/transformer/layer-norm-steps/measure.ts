/** Mean and spread before and after, and how far the steps are from the model's own. */
import type { Measure } from '../../contract.ts'
import type { LayerNormStepsParams } from './meta.ts'
import { readingsOf, stepsOf } from './steps.ts'

/** Characters that fit the figure. */
const MOST = 40

export const measure: Measure<LayerNormStepsParams> = async (params, { core, handle, model, text }) =>
  readingsOf(await stepsOf(core, handle, model, { ...params, text: params.text ?? text.slice(0, MOST) }))
