/** A widget's parameters: schemas of what a lesson or an address writes as text, and whether a value is one of them. */
import * as v from 'valibot'
import { MODEL_NAME, MODEL_NAME_SAID } from '../../instruments/compare/named.ts'

/** Values of a widget's parameters as its schema yields them; a lesson, a link or the learner sets them. */
export type Params = Record<string, unknown>

/** Each parameter by its name; the text of a directive's argument comes in, its value goes out. */
export type Entries = Record<string, v.GenericSchema<string | undefined, unknown> | v.GenericSchema<string, unknown>>

/** Text of `least` to `most` characters. */
export const text = (least: number, most: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.minLength(least, least === 1 ? 'must not be empty' : `must have at least ${grouped(least)} characters`),
      v.maxLength(most, `must have at most ${grouped(most)} characters`),
    ),
  )

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

/** A whole number within limits. */
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

/** One of a few words. */
export const choice = <const Options extends readonly string[]>(options: Options) => v.optional(v.picklist(options))

/** Text that a pattern describes; `must` says it in words. */
export const matching = (pattern: RegExp, must: string) => v.optional(v.pipe(v.string(), v.regex(pattern, must)))

/** A kept model, a step of its past, or both. */
export const modelName = () => matching(MODEL_NAME, MODEL_NAME_SAID)

const grouped = (n: number): string => n.toLocaleString('en-US')

/** As a directive would write it. */
export const asText = (value: unknown): string => String(value)

/** Whether a value is one that the parameter may have; no value at all is none that was refused. */
export const accepts = (entry: v.GenericSchema | undefined, value: unknown): boolean =>
  value === undefined || (entry !== undefined && v.safeParse(entry, asText(value)).success)

/** Of all parameters, these. */
export const pick = (params: Params, names: readonly string[]): Params =>
  Object.fromEntries(names.flatMap((name) => (params[name] === undefined ? [] : [[name, params[name]]])))

/** The parts of a valibot schema that are read here. */
interface Rules {
  wrapped?: Rules
  pipe?: readonly { type: string; requirement?: unknown }[]
}

/** As much of a text as the parameter takes. */
export function cutTo(entry: v.GenericSchema, whole: string): string {
  const rules = entry as unknown as Rules
  const most = (rules.wrapped ?? rules).pipe?.find(({ type }) => type === 'max_length')?.requirement
  return typeof most === 'number' ? whole.slice(0, most) : whole
}
