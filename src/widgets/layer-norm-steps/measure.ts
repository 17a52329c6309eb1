/** Mean and spread before and after, and how far the steps are from the model's own. */
import type { Measure } from '../contract.ts'
import type { LayerNormStepsParams } from './meta.ts'
import { readingsOf, stepsOf } from './steps.ts'

export const measure: Measure<LayerNormStepsParams> = async (params, { core, model }) => readingsOf(await stepsOf(core, model, params))
