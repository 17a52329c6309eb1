/** What crosses the border of the sandbox, and how much of it may: both sides check every message against this. */

/** A tensor as it crosses: numbers in rows, row-major. */
export interface Numbers {
  shape: readonly number[]
  data: Float64Array
}

/** What a call is given: tensors, plain numbers, lists of token ids, or tensors by name. */
export type Given = Record<string, Numbers | number | Int32Array | Record<string, Numbers>>

/** Some of our own code that calls the learner's. */
export interface Call {
  /** the body of a function of `given`; what it returns is answered, tensors by name */
  body: string
  given: Given
}

/** What one worker is to do. */
export interface Program {
  /** JavaScript, without types and imports */
  code: string
  calls: readonly Call[]
}

/** What was thrown, for people. `line` counts from 1, in `code`; null where that is not known. */
export interface Thrown {
  message: string
  line: number | null
}

export type Answer =
  /** the worker has begun */
  | { type: 'began' }
  /** a call came back */
  | { type: 'value'; call: number; numbers: Record<string, Numbers>; text: string }
  | { type: 'threw'; call: number; error: Thrown }
  /** the code cannot be read, or threw before any call */
  | { type: 'broken'; error: Thrown }
  /** what the code reported while it ran: rows of numbers, all of one length */
  | { type: 'report'; rows: readonly (readonly number[])[] }
  /** what it wrote to the console */
  | { type: 'log'; text: string }
  | { type: 'done' }

/** What the sandbox says of a worker that it has ended itself. */
export interface Ended {
  type: 'ended'
  /** 'done': all answers have been given */
  why: 'done' | 'time' | 'flood' | 'size' | 'crash'
  error?: Thrown
}

/** The sandbox's own page is asked whether it is still there: a worker that takes all memory takes the page's process with it. */
export type FromSandbox = { run: number } & (Answer | Ended | { type: 'pong' })
export type ToSandbox = { run: number } & ({ type: 'run'; program: Program; seconds: number } | { type: 'stop' } | { type: 'ping' })

export const LIMITS = {
  /** messages of one run */
  messages: 5_000,
  /** characters of one text */
  text: 4_000,
  /** numbers of all messages of one run together: 64 MB */
  numbers: 8_000_000,
  /** names in one answer */
  names: 400,
  /** bytes of typed arrays that the code may make in one step, and half of what it may hold */
  bytes: 2 ** 30,
} as const

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LIMITS.text
const isWhole = (value: unknown, below: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < below
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const isNumbers = (value: unknown): value is Numbers =>
  isRecord(value) &&
  value.data instanceof Float64Array &&
  Array.isArray(value.shape) &&
  value.shape.length <= 8 &&
  value.shape.every((size) => isWhole(size, 2 ** 31)) &&
  value.shape.reduce((all: number, size: number) => all * size, 1) === value.data.length

const isThrown = (value: unknown): value is Thrown =>
  isRecord(value) && isText(value.message) && (value.line === null || isWhole(value.line, 2 ** 31))

const isRow = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= 8 && value.every((each) => typeof each === 'number')

/** The message as an answer, or null where it is none: whatever a worker sends that runs a learner's code. */
export function readAnswer(message: unknown): Answer | null {
  if (!isRecord(message)) return null
  const { type, call, error, numbers, text, rows } = message
  switch (type) {
    case 'began':
    case 'done':
      return { type }
    case 'log':
      return isText(text) ? { type, text } : null
    case 'broken':
      return isThrown(error) ? { type, error: { message: error.message, line: error.line } } : null
    case 'threw':
      return isThrown(error) && isWhole(call, 1000) ? { type, call, error: { message: error.message, line: error.line } } : null
    case 'report':
      return Array.isArray(rows) && rows.length <= 1000 && rows.every(isRow) ? { type, rows } : null
    case 'value': {
      if (!isWhole(call, 1000) || !isText(text) || !isRecord(numbers)) return null
      const names = Object.keys(numbers)
      return names.length <= LIMITS.names && names.every((name) => name.length <= 100 && isNumbers(numbers[name]))
        ? { type, call, text, numbers: numbers as Record<string, Numbers> }
        : null
    }
    default:
      return null
  }
}

/** How many numbers an answer carries. */
export const weightOf = (answer: Answer): number =>
  answer.type === 'value'
    ? Object.values(answer.numbers).reduce((all, { data }) => all + data.length, 0)
    : answer.type === 'report'
      ? answer.rows.reduce((all, row) => all + row.length, 0)
      : 0

const ENDINGS: readonly string[] = ['time', 'flood', 'size', 'crash', 'done']

/** What the sandbox's own page says, checked again by the course. */
export function readFromSandbox(message: unknown): FromSandbox | null {
  if (!isRecord(message) || !isWhole(message.run, 2 ** 31)) return null
  const { run } = message
  if (message.type === 'pong') return { run, type: 'pong' }
  if (message.type !== 'ended') {
    const answer = readAnswer(message)
    return answer && { run, ...answer }
  }
  if (!ENDINGS.includes(message.why as string)) return null
  const why = message.why as Ended['why']
  return { run, type: 'ended', why, ...(isThrown(message.error) ? { error: message.error } : {}) }
}
