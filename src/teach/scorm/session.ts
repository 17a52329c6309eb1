/**
 * A visit to a learning platform by SCORM 1.2: what it knows of the student, and how results reach it. Every rule here is one that some
 * platform enforces, and all of them accept. (SCORM 1.2 Run-Time Environment, section 3)
 */
import type { ScormApi } from './api.ts'
import { pack, type Suspended, unpack } from './suspended.ts'
import { clock, decimal, identifier, response, timespan } from './values.ts'

export interface Standing {
  /** of all points, in percent */
  score: number
  /** the pass mark is reached; null where there is none */
  passed: boolean | null
  /** all that is asked has been done */
  complete: boolean
  /** nothing can change any more: only then is a failure told */
  final: boolean
}

export interface Interaction {
  id: string
  type: 'true-false' | 'choice' | 'fill-in' | 'matching' | 'performance' | 'sequencing' | 'likert' | 'numeric'
  response: string
  result: 'correct' | 'wrong' | 'unanticipated' | 'neutral'
  at: Date
}

/** What did not work, for the student to read. */
export interface Trouble {
  message: string
  hint: string
}

export interface ScormSession {
  readonly student: { id: string; name: string }
  /** `review` and `browse` only look: nothing is told to the platform then */
  readonly mode: 'normal' | 'browse' | 'review'
  /** what the last visit left */
  readonly left: Suspended
  /** the best score that the platform has already, in percent; null: none */
  readonly scoreBefore: number | null
  /** Leaves the first of these texts that has room; the platform's older one stays where it would cut them all. True: it has it. */
  save(...texts: string[]): boolean
  /** Tells how the student stands. Never a lower score, nor a lower status, than before. */
  report(standing: Standing): void
  /** Adds an answer to the platform's list. */
  record(interaction: Interaction): void
  /** Has the platform keep what it was told. False: it refused, and is to be asked again. */
  commit(): boolean
  /** Ends the visit; whatever is told afterwards begins a new one. */
  finish(): void
  /** what went wrong last; null: nothing since the last commit that worked */
  trouble(): Trouble | null
}

const KEPT = 'What you do is kept in this browser as well: hand in the receipt if the platform does not show it.'
/** "already initialized": a page was left without an end. The visit simply goes on. */
const ALREADY = '101'
/** Not implemented, or not to be read: the platform has no such list. */
const NO_SUCH = ['201', '401', '402', '403']
const RANK: Readonly<Record<string, number>> = { failed: 1, completed: 2, passed: 3 }

/** Begins a visit, or says why the platform refused. `now` in milliseconds since 1970. */
export function openSession(api: ScormApi, now: () => number = Date.now): ScormSession | Trouble {
  let open = false
  let began = now()
  let failed: Trouble | null = null
  let interactions: number | null = 0

  const errorOf = (): string => String(api.LMSGetLastError())
  const refused = (what: string): void => {
    const code = errorOf()
    failed = {
      message: `The learning platform refused ${what}: error ${code}, ${api.LMSGetErrorString(code) || 'no more is said'}.`,
      hint: KEPT,
    }
  }
  const get = (element: string): string => String(api.LMSGetValue(element) ?? '')
  const set = (element: string, value: string): boolean => isTrue(api.LMSSetValue(element, value))
  const tell = (element: string, value: string, what: string): boolean => {
    const taken = set(element, value)
    if (!taken) refused(what)
    return taken
  }

  const initialize = (): boolean => {
    open = isTrue(api.LMSInitialize('')) || errorOf() === ALREADY
    if (!open) {
      refused('to begin')
      return false
    }
    began = now()
    const count = Number.parseInt(get('cmi.interactions._count'), 10)
    interactions = errorOf() !== '0' ? null : Number.isNaN(count) ? 0 : count
    return true
  }
  /** Within a visit of its own, a new one after the last has ended, and not where one only looks. */
  const within = (act: () => void): void => {
    if (mode === 'normal' && (open || initialize())) act()
  }
  const commit = (): boolean => {
    if (mode !== 'normal' || !open) return true
    set('cmi.core.session_time', timespan(now() - began))
    if (isTrue(api.LMSCommit(''))) {
      failed = null
      return true
    }
    refused('to keep your results')
    return false
  }

  let mode: ScormSession['mode'] = 'normal'
  if (!initialize()) return failed!
  const given = get('cmi.core.lesson_mode')
  mode = given === 'review' || given === 'browse' ? given : 'normal'
  let status = get('cmi.core.lesson_status')
  const before = get('cmi.core.score.raw')
  let best = before === '' ? null : Number(before)
  if (Number.isNaN(best)) best = null
  const left = unpack(get('cmi.suspend_data'))
  const student = { id: get('cmi.core.student_id'), name: get('cmi.core.student_name') }
  within(() => {
    // Some platforms take a course that says nothing for completed as soon as it is left.
    if (!(status in RANK) && tell('cmi.core.lesson_status', 'incomplete', 'that the course has begun')) status = 'incomplete'
    // Without this, some forget what was left with them.
    set('cmi.core.exit', 'suspend')
    commit()
  })

  return {
    student,
    mode,
    left,
    scoreBefore: best,
    save(...texts) {
      let saved = true
      within(() => {
        const state = texts.map(pack).find((packed) => packed !== null)
        const older = get('cmi.suspend_data')
        if (state === older) return
        saved = state !== undefined && tell('cmi.suspend_data', state, 'to keep where you are')
        if (state === undefined) failed = { message: 'What you have done is too long for the learning platform to keep.', hint: KEPT }
        if (!saved) return
        const back = get('cmi.suspend_data')
        // A platform that does not give it back before the next visit says so with an error; one that cut it gives less.
        if (errorOf() !== '0' || back === state) return
        set('cmi.suspend_data', older)
        failed = { message: `The learning platform keeps ${back.length} of ${state!.length} characters of where you are.`, hint: KEPT }
        saved = false
      })
      return saved
    },
    report({ score, passed, complete, final }) {
      within(() => {
        best = Math.max(best ?? 0, score)
        // The score first: a platform may grade at the moment in which the status comes.
        tell('cmi.core.score.min', '0', 'the lowest score')
        tell('cmi.core.score.max', '100', 'the highest score')
        tell('cmi.core.score.raw', decimal(best), 'your score')
        const next = passed ? 'passed' : passed === null ? (complete ? 'completed' : 'incomplete') : final ? 'failed' : 'incomplete'
        if ((RANK[next] ?? 0) > (RANK[status] ?? 0) && tell('cmi.core.lesson_status', next, `that you have ${next}`)) status = next
      })
    },
    record({ id, type, response: said, result, at }) {
      within(() => {
        if (interactions === null) return
        const element = `cmi.interactions.${interactions}`
        if (!set(`${element}.id`, identifier(id))) {
          if (NO_SUCH.includes(errorOf())) interactions = null
          else refused('an answer')
          return
        }
        interactions++
        tell(`${element}.time`, clock(at), 'the time of an answer')
        tell(`${element}.type`, type, 'the kind of an answer')
        tell(`${element}.student_response`, response(said), 'an answer')
        tell(`${element}.result`, result, 'how an answer was')
      })
    },
    commit,
    finish() {
      if (!open) return
      commit()
      if (!isTrue(api.LMSFinish(''))) refused('to end')
      open = false
    },
    trouble: () => failed,
  }
}

/** Platforms answer "true", some with a boolean. */
const isTrue = (answer: unknown): boolean => String(answer) === 'true'
