/** JSON from strangers: size, nesting and keys are checked before JSON.parse sees the text. */
import * as v from 'valibot'
import { CourseError, type ErrorCode } from './errors.ts'

export interface JsonOptions {
  /** what the text is, for the message: "config.json" */
  name?: string
  /** the code of the errors that are thrown */
  code?: ErrorCode
  /** objects and arrays inside each other; `{}` alone is 1 */
  maxDepth?: number
  /** a limit on the text's length in UTF-8 bytes */
  maxBytes?: number
  /** the text has a dictionary of words, any of which may be a key; it must be read with Object.entries and not be copied */
  anyKeys?: boolean
}

/** Keys that reach an object's prototype in careless code. No file of ours has them. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const KEEP = 'Nothing was loaded; what you had is unchanged.'
const DAMAGED = `The file is damaged or of another kind; use another copy. ${KEEP}`
const OTHER = `This course does not read that. ${KEEP}`

/**
 * JSON.parse for text that is not trusted.
 * @throws CourseError where the text is too long, nests too deep, repeats a key, has a forbidden key, or is no JSON; the message names line and column.
 */
export function parseJson(text: string, options: JsonOptions = {}): unknown {
  const { name = 'The JSON text', code = 'bad-checkpoint', maxDepth = 8, maxBytes = 16 * 2 ** 20, anyKeys = false } = options
  const bytes = text.length > maxBytes ? text.length : utf8Length(text)
  if (bytes > maxBytes) throw new CourseError(code, `${name} is ${bytes} bytes or more, but at most ${maxBytes} are read.`, DAMAGED)
  scan(text, maxDepth, anyKeys, (position, what) => {
    throw new CourseError(code, `${name}, ${lineAndColumn(text, position)}: ${what}.`, DAMAGED)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CourseError(code, `${name} is not valid JSON: ${(error as Error).message.slice(0, 160)}.`, DAMAGED)
  }
}

/** `parseJson`, then a check against a valibot schema. @throws CourseError that names the path, what was expected and what was found. */
export function parseJsonAs<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  options: JsonOptions = {},
): v.InferOutput<Schema> {
  const { name = 'The JSON text', code = 'bad-checkpoint' } = options
  const result = v.safeParse(schema, parseJson(text, options), { abortEarly: true })
  if (result.success) return result.output
  const issue = result.issues[0]
  const path = v.getDotPath(issue)?.slice(0, 100)
  throw new CourseError(code, `${name}${path ? `, at ${path}` : ''}: ${issue.message.slice(0, 300)}${found(issue.input)}.`, OTHER)
}

/** The value that does not fit, where it is short enough to be told. */
function found(value: unknown): string {
  if (typeof value === 'string') return `; it is ${JSON.stringify(value.slice(0, 60))}`
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `; it is ${value}`
  return value === undefined ? '; it is missing' : ''
}

/**
 * Walks the text once and reports nesting deeper than `maxDepth`, repeated keys and forbidden keys.
 * Exact on valid JSON; on anything else it may see nonsense, which JSON.parse then refuses.
 */
function scan(text: string, maxDepth: number, anyKeys: boolean, refuse: (position: number, what: string) => never): void {
  const open: (Set<string> | null)[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x7b || c === 0x5b) {
      if (open.length === maxDepth) refuse(i, `objects and arrays nest more than ${maxDepth} deep`)
      open.push(c === 0x7b ? new Set() : null)
    } else if (c === 0x7d || c === 0x5d) {
      open.pop()
    } else if (c === 0x22) {
      const end = endOfString(text, i)
      const keys = open.at(-1)
      if (keys && isFollowedByColon(text, end)) {
        const key = decodeKey(text.slice(i, end))
        if (key === null) return
        if (!anyKeys && FORBIDDEN_KEYS.has(key)) refuse(i, `the key "${key}" is not allowed`)
        if (keys.has(key)) refuse(i, `the key ${JSON.stringify(key.slice(0, 60))} appears twice`)
        keys.add(key)
      }
      i = end - 1
    }
  }
}

/** The index after the closing quote of the string that opens at `start` (or the end of the text). */
function endOfString(text: string, start: number): number {
  let i = start + 1
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === 0x22) return i + 1
    i += c === 0x5c ? 2 : 1
  }
  return text.length
}

function isFollowedByColon(text: string, from: number): boolean {
  let i = from
  while (i < text.length && ' \t\n\r'.includes(text[i]!)) i++
  return text[i] === ':'
}

/** A key without its quotes and escapes, so that `"\u005f_proto__"` cannot hide; null where it is no JSON string. */
function decodeKey(literal: string): string | null {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return JSON.parse(literal) as string
  } catch {
    return null
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position)
  return `line ${before.split('\n').length}, column ${position - before.lastIndexOf('\n')}`
}
