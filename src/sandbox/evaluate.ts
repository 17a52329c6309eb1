/** Runs a learner's code and calls it. In the sandbox's worker, which has nothing to lose; in Node, for code of our own. */
import type { Answer, Given, Numbers, Program, Thrown } from './messages.ts'
import * as library from './tensor.ts'

const { Tensor, tensor } = library

/** Under which name the engine speaks of the code, in the traces of what it throws. */
const SOURCE = 'your-code.js'

export interface Hooks {
  post(answer: Answer): void
  /** milliseconds, of any beginning */
  now(): number
  /** resolves in another task, after which what the code let go of is gone */
  breathe(): Promise<void>
}

/** Rows are told together, so that a thousand steps are not a thousand messages. */
const EVERY_MS = 100

/** Answers all calls in order. What the code does wrong is answered, never thrown. */
export async function evaluate({ code, calls }: Program, { post, now, breathe }: Hooks): Promise<void> {
  post({ type: 'began' })
  const log = (...values: unknown[]) => post({ type: 'log', text: values.map(shown).join(' ').slice(0, 2000) })
  const scope = { ...library, console: { log, info: log, warn: log, error: log } }
  let enter: (body: string) => (given: unknown) => unknown
  try {
    enter = compiled(code, scope)
  } catch (error) {
    post({ type: 'broken', error: thrownBy(error) })
    return
  }
  for (const [call, { body, given }] of calls.entries()) {
    try {
      const returned = enter(body)(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, taken(value)])))
      post({ type: 'value', call, ...answered(isSteps(returned) ? await walked(returned) : returned) })
    } catch (error) {
      post({ type: 'threw', call, error: thrownBy(error) })
    }
    await breathe()
  }
  post({ type: 'done' })

  /** Walks through the steps of a generator, telling what each yields; what it returns in the end is its value. */
  async function walked(steps: Iterator<unknown>): Promise<unknown> {
    let rows: number[][] = []
    let told = now()
    for (;;) {
      const { done, value } = steps.next()
      if (!done) rows.push([value].flat().slice(0, 8).map(Number))
      if (done || now() - told >= EVERY_MS || rows.length >= 500) {
        if (rows.length > 0) post({ type: 'report', rows })
        if (done) return value
        rows = []
        told = now()
      }
      await breathe()
    }
  }
}

const isSteps = (value: unknown): value is Iterator<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Iterator<unknown>>).next === 'function'

/**
 * The code and a function that makes functions in its scope. The code begins on the first line, so that lines are what the learner counts.
 * @throws what the code throws as it is read
 */
function compiled(code: string, scope: Record<string, unknown>): (body: string) => (given: unknown) => unknown {
  const opening = `(function (${Object.keys(scope).join(', ')}) { 'use strict'; `
  const enter = `return (body) => eval("(function (given) { 'use strict'; " + body + "\\n})")`
  // Named by its object, eval sees nothing of this function.
  // biome-ignore lint/security/noGlobalEval: running the learner's code is what this is for
  const program = globalThis.eval(`${opening}${code}\n;${enter}\n})\n//# sourceURL=${SOURCE}`) as (...values: unknown[]) => never
  return program(...Object.values(scope))
}

const isNumbers = (value: object): value is Numbers => 'data' in value && 'shape' in value && Array.isArray(value.shape)

/** What crossed the border, as the code knows it: tensors, lists and numbers. */
function taken(value: Given[string]): unknown {
  if (typeof value === 'number') return value
  if (value instanceof Int32Array) return [...value]
  if (isNumbers(value)) return tensor(value.shape, value.data)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tensor(each.shape, each.data)]))
}

/** What a call returned, as it crosses the border. @throws for what is neither a tensor, a number, a list of them nor a text */
function answered(returned: unknown): { numbers: Record<string, Numbers>; text: string } {
  if (typeof returned === 'string') return { numbers: {}, text: returned.slice(0, 4000) }
  const single = numbersOf(returned)
  if (single) return { numbers: { out: single }, text: '' }
  if (typeof returned === 'object' && returned !== null) {
    const numbers: Record<string, Numbers> = {}
    for (const [name, value] of Object.entries(returned)) {
      const each = numbersOf(value)
      if (!each) throw new TypeError(`${name} is ${shown(value)}, where a tensor is needed`)
      numbers[name] = each
    }
    return { numbers, text: '' }
  }
  throw new TypeError(`the function returned ${shown(returned)}, where a tensor is needed`)
}

function numbersOf(value: unknown): Numbers | null {
  if (value instanceof Tensor) return { shape: [...value.shape], data: value.data }
  if (typeof value === 'number') return { shape: [], data: Float64Array.of(value) }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return listed(Float64Array.from(value as unknown as ArrayLike<number>))
  if (Array.isArray(value) && value.every((each) => typeof each === 'number')) return listed(Float64Array.from(value))
  return null
}

const listed = (data: Float64Array): Numbers => ({ shape: [data.length], data })

function shown(value: unknown): string {
  if (value instanceof Tensor)
    return `a tensor [${value.shape.join(', ')}] of ${[...value.data.subarray(0, 6)].join(', ')}${value.data.length > 6 ? ' …' : ''}`
  if (value === null || typeof value !== 'object') return String(value)
  try {
    return JSON.stringify(value)?.slice(0, 500) ?? String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}

/** An error for people, and the line of the code that threw it. */
function thrownBy(error: unknown): Thrown {
  const { name, message, stack } = Object(error) as { name?: unknown; message?: unknown; stack?: unknown }
  const said = typeof message === 'string' ? `${typeof name === 'string' ? name : 'Error'}: ${message}` : shown(error)
  const at = typeof stack === 'string' ? new RegExp(`${SOURCE.replace('.', '\\.')}:(\\d+)`).exec(stack) : null
  return { message: said.slice(0, 1000), line: at ? Number(at[1]) : null }
}
