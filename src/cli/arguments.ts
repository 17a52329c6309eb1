/** Command-line arguments, typed and explained: a wrong one is told in one line, and ends the program with status 2. */
import { parseArgs } from 'node:util'
import { CourseError } from '../core/errors.ts'
import { nearest } from './nearest.ts'

/** The arguments cannot be used: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

interface Reads<T> {
  /** takes no value */
  flag?: true
  /** may be given several times: `read` has all */
  many?: true
  /** what stands for its value in the help: N, DIR, char|bpe:N */
  value?: string
  /** what it may be, and what it is where it is not given, in words */
  range?: string
  fallback?: string
  /** `undefined`: the option was not given */
  read(value: string | undefined, name: string, all: readonly string[]): T
}

export interface Option<T> extends Reads<T> {
  /** what it is for, for `--help` */
  about?: string
  /** The same option, explained; `fallback` where no value but a rule stands for what is not given. */
  help(about: string, more?: { value?: string; fallback?: string }): Option<T>
}

export const option = <T>(reads: Reads<T>): Option<T> => ({ ...reads, help: (about, more = {}) => ({ ...option(reads), about, ...more }) })

const shown = (value: string | number | undefined) => (value === undefined || value === '' ? {} : { fallback: String(value) })

export const text = <D extends string | undefined>(fallback: D): Option<string | D> =>
  option({ value: 'TEXT', ...shown(fallback), read: (value) => value ?? fallback })

export const flag: Option<boolean> = option({ flag: true, read: (value) => value !== undefined })

/** `--choice A --choice B` */
export const texts: Option<readonly string[]> = option({ many: true, value: 'TEXT', read: (_, __, all) => all })

export const required: Option<string> = option({
  value: 'DIR',
  fallback: 'needed',
  read(value, name) {
    if (value === undefined || value === '') throw new UsageError(`--${name} is needed.`)
    return value
  },
})

export const number = <D extends number | undefined>(fallback: D): Option<number | D> =>
  option({ value: 'X', ...shown(fallback), read: (value, name) => (value === undefined ? fallback : toNumber(value, name)) })

export const whole = <D extends number | undefined>(fallback: D, least = 0, most = Number.MAX_SAFE_INTEGER): Option<number | D> => {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} up` : `from ${least} to ${most}`
  return option({
    value: 'N',
    range,
    ...shown(fallback),
    read(value, name) {
      if (value === undefined) return fallback
      const n = toNumber(value, name)
      if (!Number.isSafeInteger(n) || n < least || n > most)
        throw new UsageError(`--${name} is ${value}, but it must be a whole number ${range}.`)
      return n
    },
  })
}

/** Of everything random: 32 bits, so that no two seeds are the same. */
export const seed = <D extends number | undefined>(fallback: D): Option<number | D> => whole(fallback, 0, 2 ** 32 - 1)

export const choice = <const T extends string, D extends NoInfer<T> | undefined>(values: readonly T[], fallback: D): Option<T | D> =>
  option({
    value: values.join('|'),
    ...shown(fallback),
    read(value, name) {
      if (value === undefined) return fallback
      const found = values.find((known) => known === value)
      if (found === undefined)
        throw new UsageError(
          `--${name} is "${value}", but it must be one of: ${values.join(', ')}.${nearest(value, values, ' Did you mean')}`,
        )
      return found
    },
  })

/** `1,2,3` */
export const ids: Option<Int32Array | undefined> = option({
  value: '1,2,3',
  read(value, name) {
    if (value === undefined) return undefined
    const list = value.split(',').map((part) => toNumber(part.trim(), name))
    const bad = list.find((id) => !Number.isInteger(id) || id < 0 || id > 0x7fffffff)
    if (bad !== undefined) throw new UsageError(`--${name} has ${bad}, but token ids are whole numbers from 0 up.`)
    return Int32Array.from(list)
  },
})

/** A plain decimal number; `Number` alone would also take "", "0x10" and "Infinity". */
function toNumber(value: string, name: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) throw new UsageError(`--${name} is "${value}", but it must be a number.`)
  const number = Number(value)
  if (!Number.isFinite(number)) throw new UsageError(`--${name} is ${value}, but that is more than a number can be.`)
  return number
}

export type Options = Record<string, Option<unknown>>
export type Values<S> = { [K in keyof S]: S[K] extends Option<infer T> ? T : never }

/** @throws UsageError for unknown, repeated, missing or malformed arguments */
export function parse<S extends Options>(argv: readonly string[], spec: S): Values<S> {
  const options = Object.fromEntries(
    Object.entries(spec).map(([name, option]) => [
      name,
      { type: option.flag ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  )
  checkNames(argv, spec)
  const given = attempt(() => parseArgs({ args: joined(argv, spec), options, strict: true, allowPositionals: false }).values)
  return Object.fromEntries(
    Object.entries(spec).map(([name, option]) => {
      const values = (given[name] ?? []) as (string | boolean)[]
      if (values.length > 1 && !option.many) throw new UsageError(`--${name} is given ${values.length} times.`)
      return [name, option.read(values[0] === undefined ? undefined : String(values[0]), name, values.map(String))]
    }),
  ) as Values<S>
}

function checkNames(argv: readonly string[], spec: Options): void {
  for (const [i, argument] of argv.entries()) {
    const name = /^--([^=]+)/.exec(argument)?.[1]
    // What follows an option with a value is that value, whatever it looks like.
    if (name === undefined || Object.hasOwn(spec, name) || takesNext(argv[i - 1], spec)) continue
    const names = Object.keys(spec).map((known) => `--${known}`)
    throw new UsageError(`There is no option --${name} here.${nearest(`--${name}`, names, ' Did you mean')} --help lists them all.`)
  }
}

const takesNext = (argument: string | undefined, spec: Options): boolean => {
  const name = argument?.startsWith('--') ? argument.slice(2) : ''
  return Object.hasOwn(spec, name) && !spec[name]!.flag
}

/** `--tokens -1` means what `--tokens=-1` does: a number that is below zero is told as such. */
const joined = (argv: readonly string[], spec: Options): string[] =>
  argv.flatMap((argument, i) => {
    if (/^-[\d.]/.test(argument) && takesNext(argv[i - 1], spec)) return []
    const next = argv[i + 1]
    return next !== undefined && /^-[\d.]/.test(next) && takesNext(argument, spec) ? [`${argument}=${next}`] : [argument]
  })

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
