/** GELU beside ReLU, value and slope. */
import * as v from 'valibot'
import type { WidgetMeta } from '../../contract.ts'
import { number } from '../../shared/numbers.ts'

export const meta: WidgetMeta = {
  id: 'gelu-curve',
  title: 'GELU beside ReLU',
  teaches: 'Both keep large numbers and put out small ones; GELU does it without a corner, and dips below zero on the way.',
  params: v.strictObject({ x: number(-4, 4), show: v.optional(v.picklist(['value', 'slope'])) }),
  needs: [],
  readings: {
    x: 'the number that goes in',
    gelu: 'GELU of it',
    relu: 'ReLU of it',
    geluSlope: 'slope of GELU there',
    reluSlope: 'slope of ReLU there',
  },
}

export interface GeluCurveParams {
  x?: number
  show?: 'value' | 'slope'
}
