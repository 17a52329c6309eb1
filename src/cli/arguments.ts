/** Command-line arguments, typed: a wrong one is told in one line, and ends the program with status 2. */
import { parseArgs } from 'node:util'
import { CourseError } from '../core/errors.ts'

/** The arguments cannot be used: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Option<T> {
  flag: boolean
  /** may be given several times: `read` has all */
  many?: true
  /** `undefined`: the option was not given */
  read(value: string | undefined, name: string, all: readonly string[]): T
}

export const text = <D extends string | undefined>(fallback: D): Option<string | D> => ({ flag: false, read: (value) => value ?? fallback })

export const flag: Option<boolean> = { flag: true, read: (value) => value !== undefined }

/** `--choice A --choice B` */
export const texts: Option<readonly string[]> = { flag: false, many: true, read: (_, __, all) => all }

export const required: Option<string> = {
  flag: false,
  read(value, name) {
    if (value === undefined || value === '') throw new UsageError(`--${name} is needed.`)
    return value
  },
}

export const number = <D extends number | undefined>(fallback: D): Option<number | D> => ({
  flag: false,
  read: (value, name) => (value === undefined ? fallback : toNumber(value, name)),
})

export const whole = <D extends number | undefined>(fallback: D, least = 0): Option<number | D> => ({
  flag: false,
  read(value, name) {
    if (value === undefined) return fallback
    const n = toNumber(value, name)
    if (!Number.isSafeInteger(n) || n < least)
      throw new UsageError(`--${name} is ${value}, but it must be a whole number from ${least} up.`)
    return n
  },
})

export const choice = <const T extends string, D extends NoInfer<T> | undefined>(values: readonly T[], fallback: D): Option<T | D> => ({
  flag: false,
  read(value, name) {
    if (value === undefined) return fallback
    const found = values.find((known) => known === value)
    if (found === undefined) throw new UsageError(`--${name} is "${value}", but it must be one of: ${values.join(', ')}.`)
    return found
  },
})

/** `1,2,3` */
export const ids: Option<Int32Array | undefined> = {
  flag: false,
  read(value, name) {
    if (value === undefined) return undefined
    const list = value.split(',').map((part) => toNumber(part.trim(), name))
    const bad = list.find((id) => !Number.isInteger(id) || id < 0 || id > 0x7fffffff)
    if (bad !== undefined) throw new UsageError(`--${name} has ${bad}, but token ids are whole numbers from 0 up.`)
    return Int32Array.from(list)
  },
}

/** A plain decimal number; `Number` alone would also take "", "0x10" and "Infinity". */
function toNumber(value: string, name: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) throw new UsageError(`--${name} is "${value}", but it must be a number.`)
  return Number(value)
}

export type Values<S> = { [K in keyof S]: S[K] extends Option<infer T> ? T : never }

/** @throws UsageError for unknown, repeated, missing or malformed arguments */
export function parse<S extends Record<string, Option<unknown>>>(argv: readonly string[], spec: S): Values<S> {
  const options = Object.fromEntries(
    Object.entries(spec).map(([name, option]) => [
      name,
      { type: option.flag ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )
  const given = attempt(() => parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values)
  return Object.fromEntries(
    Object.entries(spec).map(([name, option]) => {
      const values = (given[name] ?? []) as (string | boolean)[]
      if (values.length > 1 && !option.many) throw new UsageError(`--${name} is given ${values.length} times.`)
      return [name, option.read(values[0] === undefined ? undefined : String(values[0]), name, values.map(String))]
    }),
  ) as Values<S>
}

/** Runs a check on what the arguments say; what it refuses is the arguments' fault. */
export function attempt<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof CourseError) throw new UsageError(error.line)
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      throw new UsageError(`${error.message.split('\n')[0]!.replace(/\.? *$/, '')}.`)
    throw error
  }
}
