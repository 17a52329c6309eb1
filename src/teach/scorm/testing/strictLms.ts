/**
 * A learning platform that refuses what Moodle's SCORM 1.2 player refuses, and counts characters as the standard does: types, ranges,
 * vocabularies, indices, and the error codes of the Run-Time Environment's table 3.3.2. Without imports, so that a page can run it too.
 */

interface Element {
  /** read, write, or both */
  access: 'r' | 'w' | 'rw'
  format?: RegExp
  range?: readonly [number, number]
  /** at the beginning */
  value?: string
  /** of a refused value; 405 is "incorrect data type" */
  error?: string
}

const STRING = /^.{0,255}$/s
const LONG = /^.{0,4096}$/s
const NAME = /^[\u0021-\u007e]{1,255}$/
const DECIMAL = /^-?\d{0,3}(\.\d*)?$/
const TIME = /^([0-2]\d):([0-5]\d):([0-5]\d)(\.\d{1,2})?$/
const SPAN = /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/
const STATUS = /^(passed|completed|failed|incomplete|browsed)$/
const RESULT = /^(correct|wrong|unanticipated|neutral|-?\d{0,3}(\.\d*)?)$/
const KIND = /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/
const SCORE = [0, 100] as const

/** What an answer may look like, by the kind of its question. */
const RESPONSES: Readonly<Record<string, RegExp>> = {
  'true-false': /^[01tf]/,
  choice: /^(\{?[a-z0-9](,[a-z0-9])*\}?)?$/,
  'fill-in': STRING,
  numeric: /^-?\d+(\.\d+)?$/,
  likert: /^[a-z0-9]?$/,
  matching: /^\{?[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*\}?$/,
  performance: STRING,
  sequencing: /^[a-z0-9](,[a-z0-9])*$/,
}

const ERRORS: Readonly<Record<string, string>> = {
  0: 'No error',
  101: 'General exception',
  201: 'Invalid argument error',
  202: 'Element cannot have children',
  203: 'Element not an array - cannot have count',
  301: 'Not initialized',
  401: 'Not implemented error',
  402: 'Invalid set value, element is a keyword',
  403: 'Element is read only',
  404: 'Element is write only',
  405: 'Incorrect data type',
}

export interface LmsOptions {
  student?: { id: string; name: string }
  lessonMode?: string
  /** characters of suspend_data that it really keeps */
  keeps?: number
  /** it has no list of interactions */
  withoutInteractions?: boolean
  /** it refuses so many commits */
  refuses?: number
}

/** What it kept, of which the next visit begins. */
export type Kept = Readonly<Record<string, string>>

export function strictLms({
  student = { id: 'ada1', name: 'Lovelace, Ada' },
  lessonMode = 'normal',
  keeps = 4096,
  ...options
}: LmsOptions = {}) {
  let kept: Record<string, string> = {}
  let values: Record<string, string> = {}
  let running = false
  let error = '0'
  let refuses = options.refuses ?? 0
  const calls: string[] = []
  const faults: string[] = []

  const elements: Readonly<Record<string, Element>> = {
    'cmi._children': { access: 'r', value: 'core,suspend_data,launch_data,comments,interactions', error: '402' },
    'cmi._version': { access: 'r', value: '3.4', error: '402' },
    'cmi.core._children': {
      access: 'r',
      value: 'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time',
      error: '402',
    },
    'cmi.core.student_id': { access: 'r', value: student.id },
    'cmi.core.student_name': { access: 'r', value: student.name },
    'cmi.core.lesson_location': { access: 'rw', format: STRING, value: '' },
    'cmi.core.credit': { access: 'r', value: 'credit' },
    'cmi.core.lesson_status': { access: 'rw', format: STATUS, value: 'not attempted' },
    'cmi.core.entry': { access: 'r', value: 'ab-initio' },
    'cmi.core.score._children': { access: 'r', value: 'raw,min,max', error: '402' },
    'cmi.core.score.raw': { access: 'rw', format: DECIMAL, range: SCORE, value: '' },
    'cmi.core.score.min': { access: 'rw', format: DECIMAL, range: SCORE, value: '' },
    'cmi.core.score.max': { access: 'rw', format: DECIMAL, range: SCORE, value: '' },
    'cmi.core.total_time': { access: 'r', value: '0000:00:00.00' },
    'cmi.core.lesson_mode': { access: 'r', value: lessonMode },
    'cmi.core.exit': { access: 'w', format: /^(time-out|suspend|logout|)$/ },
    'cmi.core.session_time': { access: 'w', format: SPAN },
    'cmi.suspend_data': { access: 'rw', format: LONG, value: '' },
    'cmi.launch_data': { access: 'r', value: '' },
    'cmi.comments': { access: 'rw', format: LONG, value: '' },
    ...(options.withoutInteractions
      ? {}
      : {
          'cmi.interactions._children': { access: 'r', value: 'id,time,type,student_response,result', error: '402' },
          'cmi.interactions._count': { access: 'r', error: '402' },
          'cmi.interactions.n.id': { access: 'w', format: NAME },
          'cmi.interactions.n.time': { access: 'w', format: TIME },
          'cmi.interactions.n.type': { access: 'w', format: KIND },
          'cmi.interactions.n.student_response': { access: 'w', format: STRING },
          'cmi.interactions.n.result': { access: 'w', format: RESULT },
          'cmi.interactions.n.latency': { access: 'w', format: SPAN },
        }),
  } as const satisfies Record<string, Element>

  const modelOf = (name: string): Element | undefined => elements[name.replace(/\.\d+\./, '.n.')]
  const count = (): number => new Set(Object.keys(values).flatMap((name) => /^cmi\.interactions\.(\d+)\./.exec(name)?.[1] ?? [])).size
  const end = (code: string, answer: string, what: string): string => {
    error = code
    calls.push(`${what} → ${code === '0' ? answer : `error ${code}`}`)
    if (code !== '0') faults.push(`${what}: error ${code}, ${ERRORS[code]}`)
    return answer
  }

  const api = {
    LMSInitialize(nothing: string): string {
      if (nothing !== '') return end('201', 'false', `Initialize(${nothing})`)
      if (running) return end('101', 'false', 'Initialize')
      running = true
      values = { ...kept }
      return end('0', 'true', 'Initialize')
    },
    LMSFinish(nothing: string): string {
      if (nothing !== '') return end('201', 'false', `Finish(${nothing})`)
      if (!running) return end('301', 'false', 'Finish')
      keep()
      running = false
      return end('0', 'true', 'Finish')
    },
    LMSGetValue(name: string): string {
      if (!running) return end('301', '', `Get ${name}`)
      if (name === 'cmi.interactions._count' && modelOf(name)) return end('0', String(count()), `Get ${name}`)
      const model = modelOf(name)
      if (!model) return end(name.endsWith('._children') ? '202' : name.endsWith('._count') ? '203' : '201', '', `Get ${name}`)
      if (model.access === 'w') return end('404', '', `Get ${name}`)
      return end('0', values[name] ?? model.value ?? '', `Get ${name}`)
    },
    LMSSetValue(name: string, value: string): string {
      const what = `Set ${name} ${JSON.stringify(value)}`
      if (!running) return end('301', 'false', what)
      const model = modelOf(name)
      if (!model) return end('201', 'false', what)
      if (model.access === 'r') return end(model.error ?? '403', 'false', what)
      if (typeof value !== 'string' || !model.format?.test(value)) return end('405', 'false', what)
      if (model.range && (value === '' || Number(value) < model.range[0] || Number(value) > model.range[1]))
        return end('405', 'false', what)
      const [, index, part] = /^cmi\.interactions\.(\d+)\.(.*)$/.exec(name) ?? []
      if (index !== undefined && Number(index) > count()) return end('201', 'false', what)
      const kind = values[`cmi.interactions.${index}.type`]
      if (part === 'student_response' && !(kind && RESPONSES[kind]!.test(value))) return end('405', 'false', what)
      values[name] = name === 'cmi.suspend_data' ? value.slice(0, keeps) : value
      return end('0', 'true', what)
    },
    LMSCommit(nothing: string): string {
      if (nothing !== '') return end('201', 'false', `Commit(${nothing})`)
      if (!running) return end('301', 'false', 'Commit')
      if (refuses-- > 0) return end('101', 'false', 'Commit')
      keep()
      return end('0', 'true', 'Commit')
    },
    LMSGetLastError: (): string => error,
    LMSGetErrorString: (code: string): string => ERRORS[code] ?? '',
    LMSGetDiagnostic: (code: string): string => ERRORS[code] ?? '',
  }
  const keep = (): void => {
    kept = { ...values }
  }
  return {
    api,
    /** every call with its answer, in order */
    calls,
    /** every call that it refused */
    faults,
    /** what it would show its teacher */
    kept: (): Kept => kept,
    /** Another sitting, in which it may give back something else than it was left. */
    again: (changes: Kept = {}): void => {
      running = false
      kept = { ...kept, ...changes }
    },
  }
}
