/** One weight moved, as the core measures it. */
import type { Measure, Readings } from '../../contract.ts'
import type { WeightSliceParams } from './meta.ts'
import { errorOf, measureSlice, type Slice, smallest } from './slice.ts'

export function readingsOf(slice: Slice): Readings {
  const { predicted, measured } = smallest(slice)
  return { index: slice.index, loss: slice.loss, gradient: slice.gradient, predicted, measured, error: errorOf({ predicted, measured }) }
}

export const measure: Measure<WeightSliceParams> = async (params, { core, handle, text }) =>
  readingsOf(await measureSlice(core, handle, params.text ?? text, params))
