/** LayerNorm, step by step, on a vector of the open model. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { whole } from '../../shared/numbers.ts'

export const meta: WidgetMeta = {
  id: 'layer-norm-steps',
  title: 'LayerNorm, step by step',
  teaches: 'LayerNorm takes the mean away and divides by the spread; then a learned gain and bias set each number’s own scale.',
  params: v.strictObject({
    text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
    layer: whole(0, 23),
    norm: v.optional(v.picklist(['ln_1', 'ln_2'])),
    place: whole(0, 255),
  }),
  needs: ['model'],
  readings: {
    mean: 'mean of the vector as it comes in',
    deviation: 'its standard deviation',
    normalizedMean: 'mean after both steps',
    normalizedDeviation: 'standard deviation after both steps',
    difference: 'largest difference between the steps by hand and the model’s own result',
  },
}

export interface LayerNormStepsParams {
  text?: string
  layer?: number
  norm?: 'ln_1' | 'ln_2'
  /** which token's vector, counted from 0; beyond the text: the last */
  place?: number
}
