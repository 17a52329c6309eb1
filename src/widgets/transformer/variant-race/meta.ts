/** Two models that differ in one thing, trained side by side. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { VARIANTS, type VariantName } from './variants.ts'

const names = Object.keys(VARIANTS) as [VariantName, ...VariantName[]]
const count = (min: number, max: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(min, `must be at least ${min}`),
      v.maxValue(max, `must be at most ${max}`),
    ),
  )

export const meta: WidgetMeta = {
  id: 'variant-race',
  title: 'Train both',
  teaches: 'Two models from the same seed and the same batches, with one difference: their curves say what the difference does.',
  params: v.strictObject({
    a: v.optional(v.picklist(names)),
    b: v.optional(v.picklist(names)),
    layers: count(1, 12),
    heads: count(1, 16),
    width: count(4, 256),
    steps: count(10, 2000),
  }),
  needs: ['device'],
  readings: {
    lossA: 'loss of the first on held-out text at the end, nats per token',
    lossB: 'the same of the second',
    difference: 'lossB − lossA, nats per token',
    parametersA: 'parameters of the first',
    parametersB: 'parameters of the second',
    headWidth: 'numbers in a query of one head, d',
  },
}

export interface VariantRaceParams {
  a?: VariantName
  b?: VariantName
  layers?: number
  heads?: number
  width?: number
  steps?: number
}
