/** Schemas of parameters that are numbers, written as text in a lesson or an address. */
import * as v from 'valibot'

/** A number within limits, such as "-0.5" or "1e-3". */
export const number = (low: number, high: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/, 'must be a number'),
      v.transform(Number),
      v.minValue(low, `must be at least ${low}`),
      v.maxValue(high, `must be at most ${high}`),
    ),
  )

export const whole = (low: number, high: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'must be a whole number'),
      v.transform(Number),
      v.minValue(low, `must be at least ${low}`),
      v.maxValue(high, `must be at most ${high}`),
    ),
  )
