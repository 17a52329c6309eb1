/** The chosen head's shares, and how far they lie from the model's own. */
import type { Measure } from '../../contract.ts'
import type { AttentionStepsParams } from './meta.ts'
import { MOST_TOKENS, readingsOf, stepsOf } from './steps.ts'

export const measure: Measure<AttentionStepsParams> = async (params, { core, handle, model, text }) =>
  readingsOf(await stepsOf(core, handle, model, { ...params, text: params.text ?? text.slice(0, MOST_TOKENS) }))
