/** A visit to a platform: under a shim with Moodle's rules, which refuses what is not exactly so, and under scorm-again. */
import * as scormAgain from 'scorm-again/scorm12'
import { describe, expect, it } from 'vitest'
import type { ScormApi } from './api.ts'
import { type Interaction, openSession, type ScormSession, type Standing } from './session.ts'
import { pack } from './suspended.ts'
import { noise } from './testing/noise.ts'
import { type LmsOptions, strictLms } from './testing/strictLms.ts'

/** Its types speak of a default export that it does not have. */
const { Scorm12API } = scormAgain as unknown as { Scorm12API: typeof scormAgain.default }
const half: Standing = { score: 50, passed: false, complete: false, final: false }
const answer: Interaction = { id: 'start/a#b', type: 'choice', response: 'a,c', result: 'correct', at: new Date(2026, 4, 1, 9, 5, 7) }

function sit(lms: { api: ScormApi }, now?: () => number): ScormSession {
  const session = openSession(lms.api, now)
  if ('message' in session) throw new Error(session.message)
  return session
}
const begun = (options: LmsOptions = {}) => {
  const lms = strictLms(options)
  return { lms, session: sit(lms) }
}
const status = (lms: ReturnType<typeof strictLms>) => lms.kept()['cmi.core.lesson_status']

describe('under Moodle’s rules', () => {
  it('a whole visit is refused nothing', () => {
    let time = 0
    const lms = strictLms()
    const session = sit(lms, () => time)
    expect(session.student).toEqual({ id: 'ada1', name: 'Lovelace, Ada' })
    expect(session.left).toEqual({ kind: 'nothing' })
    session.record(answer)
    session.record({ ...answer, id: 'own task with a name', type: 'fill-in', response: 'x'.repeat(900), result: 'neutral' })
    session.record({ ...answer, type: 'numeric', response: '-2.5', result: 'wrong' })
    session.record({ ...answer, type: 'sequencing', response: 'b,a' })
    session.record({ ...answer, type: 'performance', response: 'loss 2.31, parameters 190,000' })
    session.report({ score: 83.3333, passed: true, complete: true, final: false })
    expect(session.save('{"a":1}')).toBe(true)
    time = 65_000
    expect(session.commit()).toBe(true)
    session.finish()
    expect(lms.faults).toEqual([])
    expect(lms.kept()).toMatchObject({
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '83.33',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.session_time': '00:01:05.00',
      'cmi.core.exit': 'suspend',
      'cmi.suspend_data': pack('{"a":1}'),
      'cmi.interactions.0.id': 'start/a#b',
      'cmi.interactions.0.time': '09:05:07',
      'cmi.interactions.0.student_response': 'a,c',
      'cmi.interactions.0.result': 'correct',
      'cmi.interactions.1.id': 'own_20task_20with_20a_20name',
      'cmi.interactions.4.type': 'performance',
    })
  })

  it('it is incomplete as soon as it has begun, and kept so', () => {
    const { lms } = begun()
    expect(status(lms)).toBe('incomplete')
  })

  it('the score comes before the status', () => {
    const { lms, session } = begun()
    session.report({ score: 90, passed: true, complete: true, final: false })
    const at = (part: string) => lms.calls.findIndex((call) => call.includes(part))
    expect(at('score.raw')).toBeGreaterThan(0)
    expect(at('score.raw')).toBeLessThan(at('"passed"'))
  })

  it('a failure is told only when nothing can change any more', () => {
    const { lms, session } = begun()
    session.report(half)
    session.commit()
    expect(status(lms)).toBe('incomplete')
    session.report({ ...half, complete: true })
    session.commit()
    expect(status(lms)).toBe('incomplete')
    session.report({ ...half, complete: true, final: true })
    session.commit()
    expect(status(lms)).toBe('failed')
  })

  it('without a pass mark it is completed', () => {
    const { lms, session } = begun()
    session.report({ ...half, passed: null, complete: true })
    session.commit()
    expect(status(lms)).toBe('completed')
  })

  it('who has passed stays so, with the best score, in this visit and the next', () => {
    const { lms, session } = begun()
    session.report({ score: 90, passed: true, complete: false, final: false })
    session.report(half)
    session.finish()
    expect([status(lms), lms.kept()['cmi.core.score.raw']]).toEqual(['passed', '90'])
    const next = sit(lms)
    expect(next.scoreBefore).toBe(90)
    next.report({ ...half, final: true })
    next.finish()
    expect([status(lms), lms.kept()['cmi.core.score.raw']]).toEqual(['passed', '90'])
    expect(lms.faults).toEqual([])
  })

  it('an empty lesson_mode is normal', () => {
    const { lms, session } = begun({ lessonMode: '' })
    expect(session.mode).toBe('normal')
    expect(status(lms)).toBe('incomplete')
  })

  it.each(['review', 'browse'])('in %s mode nothing is told', (lessonMode) => {
    const { lms, session } = begun({ lessonMode })
    session.report({ ...half, passed: true })
    session.record(answer)
    expect(session.save('text')).toBe(true)
    expect(session.commit()).toBe(true)
    session.finish()
    expect(lms.calls.filter((call) => call.startsWith('Set') || call.startsWith('Commit'))).toEqual([])
    expect(lms.calls.at(-1)).toBe('Finish → true')
  })
})

describe('what was left', () => {
  it('comes back in the next visit, and answers go on where they ended', () => {
    const { lms, session } = begun()
    session.save('done: 1, 2')
    session.record(answer)
    session.finish()
    const next = sit(lms)
    expect(next.left).toEqual({ kind: 'state', text: 'done: 1, 2' })
    next.record(answer)
    next.finish()
    expect(lms.kept()['cmi.interactions.1.id']).toBe('start/a#b')
    expect(lms.faults).toEqual([])
  })

  it('that came back cut is said to be so', () => {
    const { lms, session } = begun()
    session.save('done: 1, 2')
    session.finish()
    lms.again({ 'cmi.suspend_data': lms.kept()['cmi.suspend_data']!.slice(0, 12) })
    expect(sit(lms).left).toMatchObject({ kind: 'cut' })
  })

  it('stays where a platform cuts the newer one, and that is said with the numbers', () => {
    const { lms, session } = begun({ keeps: 60 })
    expect(session.save('short')).toBe(true)
    const older = lms.kept()['cmi.suspend_data'] ?? pack('short')
    expect(session.save(Array.from({ length: 40 }, (_, i) => `lesson ${i * 7919}`).join())).toBe(false)
    expect(session.trouble()?.message).toMatch(/keeps 60 of \d+ characters/)
    session.finish()
    expect(lms.kept()['cmi.suspend_data']).toBe(older)
  })

  it('is the longest that has room', () => {
    const { lms, session } = begun()
    expect(session.save(noise(9000), 'shorter', 'shortest')).toBe(true)
    session.finish()
    expect(lms.kept()['cmi.suspend_data']).toBe(pack('shorter'))
    expect(session.save(noise(9000))).toBe(false)
    expect(session.trouble()?.message).toMatch(/too long/)
  })
})

describe('a platform with its own ways', () => {
  it('that ended the visit is visited anew', () => {
    const { lms, session } = begun()
    session.finish()
    session.record(answer)
    session.report(half)
    session.commit()
    expect(lms.calls.filter((call) => call.startsWith('Initialize'))).toHaveLength(2)
    expect(lms.kept()['cmi.core.score.raw']).toBe('50')
    expect(lms.faults).toEqual([])
  })

  it('that says it has begun already goes on', () => {
    const lms = strictLms()
    lms.api.LMSInitialize('')
    expect('message' in openSession(lms.api)).toBe(false)
  })

  it('that has no list of answers gets none', () => {
    const { lms, session } = begun({ withoutInteractions: true })
    session.record(answer)
    session.report(half)
    session.commit()
    expect(session.trouble()).toBeNull()
    expect(lms.calls.some((call) => call.startsWith('Set cmi.interactions'))).toBe(false)
  })

  it('that refuses a commit is said to, until one works', () => {
    const { lms, session } = begun()
    const { api } = strictLms({ refuses: 2 })
    const refused = sit({ api })
    expect(refused.trouble()?.message).toBe('The learning platform refused to keep your results: error 101, General exception.')
    expect(refused.commit()).toBe(false)
    expect(refused.commit()).toBe(true)
    expect(refused.trouble()).toBeNull()
    expect(session.trouble()).toBeNull()
    expect(lms.faults).toEqual([])
  })

  it('that does not begin says why', () => {
    const dead: ScormApi = { ...strictLms().api, LMSInitialize: () => 'false', LMSGetLastError: () => '201', LMSGetErrorString: () => '' }
    expect(openSession(dead)).toMatchObject({ message: 'The learning platform refused to begin: error 201, no more is said.' })
  })

  it('that answers with booleans is understood', () => {
    const { api } = strictLms()
    const loose = Object.fromEntries(
      Object.entries(api).map(([name, call]) => [
        name,
        (...given: [string, string]) => {
          const answer = (call as (...given: string[]) => string)(...given)
          return answer === 'true' ? true : answer
        },
      ]),
    ) as unknown as ScormApi
    expect('message' in openSession(loose)).toBe(false)
  })
})

it('the same under scorm-again', () => {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 })
  const session = sit({ api: api as unknown as ScormApi })
  session.record(answer)
  session.report({ score: 66.666, passed: false, complete: true, final: true })
  expect(session.save('state')).toBe(true)
  expect(session.commit()).toBe(true)
  expect(session.trouble()).toBeNull()
  expect(api.cmi.core.lesson_status).toBe('failed')
  expect(api.cmi.core.score.raw).toBe('66.66')
  expect(api.cmi.suspend_data).toBe(pack('state'))
  expect(api.cmi.interactions.childArray).toHaveLength(1)
  session.finish()
  expect(api.isTerminated()).toBe(true)
})
