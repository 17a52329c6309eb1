/** A student's visits to a platform under Moodle's rules: what is told, what comes back in a browser that forgot it, and what is kept of much. */
import { describe, expect, it } from 'vitest'
import { createLearning } from '../../../session/learning.ts'
import { nothing } from '../../../session/learning/record.ts'
import { stringRecords } from '../../../storage/records.ts'
import { checkAssignment } from '../../../teach/assignment/assignment.ts'
import { openSession, type Trouble } from '../../../teach/scorm/session.ts'
import { pack } from '../../../teach/scorm/suspended.ts'
import { noise } from '../../../teach/scorm/testing/noise.ts'
import { type LmsOptions, strictLms } from '../../../teach/scorm/testing/strictLms.ts'
import { type Assigned, assignedOf, placeOf } from '../readAssigned.ts'
import { recordAnswers } from '../record/recorder.ts'
import { interactionsSince } from './interactions.ts'
import { recordIn, statesOf } from './state.ts'
import { visit } from './visit.ts'

const [A, B] = ['x/y#a', 'x/y#b']
const assigned: Assigned = {
  ...assignedOf(
    checkAssignment(
      {
        title: 'Week 1',
        items: [
          { kind: 'lesson', lesson: 'x/y' },
          { kind: 'task', id: 'count', title: 'Count', where: { kind: 'widget', widget: 'model-count' }, goal: 'parameters > 1' },
          { kind: 'task', id: 'why', title: 'Why', where: { kind: 'words' } },
        ],
        passMark: 50,
      },
      '',
      '',
    ),
    'code',
  ),
  entries: [
    {
      part: 'x',
      slug: 'y',
      title: 'Y',
      checks: [
        { id: 'a', kind: 'multiple', objective: 'o' },
        { id: 'b', kind: 'numeric', objective: 'o' },
      ],
    } as unknown as Assigned['entries'][number],
  ],
}
const at = (item: string): string => placeOf(assigned, item)

function browser({ forgets = false } = {}) {
  const held = new Map<string, string>()
  const keep = {
    get: (key: string) => held.get(key) ?? null,
    set: (key: string, value: string | null) => void (forgets || held.set(key, value ?? '{}')),
  }
  return createLearning(stringRecords('test', keep))
}

async function sit(lms: ReturnType<typeof strictLms>, learning = browser(), of: Assigned = assigned) {
  const session = openSession(lms.api)
  if ('message' in session) throw new Error(session.message)
  const said: (Trouble | null)[] = []
  const running = await visit(of, session, learning, (trouble) => said.push(trouble))
  const stop = recordAnswers(of, learning)
  return {
    learning,
    ...learning.getState(),
    said,
    leave() {
      stop()
      running.end()
      lms.again()
    },
  }
}
const begun = async (options: LmsOptions = {}) => {
  const lms = strictLms(options)
  return { lms, student: await sit(lms) }
}

describe('a visit', () => {
  it('tells each answer in its own kind, and how the student stands', async () => {
    const { lms, student } = await begun()
    student.answer(A, [2, 0], true)
    student.answer(B, 0.5, false)
    student.attempt(at('count'), { readings: { parameters: 5 }, failed: null })
    student.attempt(at('why'), { words: 'Because.' })
    const kept = lms.kept()
    const told = [0, 1, 2, 3].map((n) =>
      ['id', 'type', 'student_response', 'result'].map((part) => kept[`cmi.interactions.${n}.${part}`]).join(' '),
    )
    expect(told).toEqual([
      'x/y#a choice a,c correct',
      'x/y#b numeric 0.5 wrong',
      'count performance parameters 5 correct',
      'why fill-in Because. neutral',
    ])
    // Half of one and all of another, of the two that can be told: the last is the instructor's to mark.
    expect(kept).toMatchObject({ 'cmi.core.score.raw': '75', 'cmi.core.lesson_status': 'passed' })
    expect(lms.faults).toEqual([])
    expect(student.said.every((trouble) => trouble === null)).toBe(true)
  })

  it('goes on from the last one in a browser that keeps nothing', async () => {
    const lms = strictLms()
    const first = await sit(lms, browser({ forgets: true }))
    first.answer(A, [0], false)
    first.answer(A, [0, 2], true)
    first.predict('x/y#guess', 1, 80)
    first.attempt(at('why'), { words: 'Because.' })
    first.leave()
    const second = await sit(lms, browser({ forgets: true }))
    const { answers, predictions, attempts } = second.learning.getState()
    expect(answers[A]).toMatchObject({ tried: [[0], [0, 2]], right: true })
    expect(predictions['x/y#guess']?.guesses).toMatchObject([{ choice: 1, confidence: 80 }])
    expect(attempts[at('why')]).toMatchObject([{ words: 'Because.' }])
    // What came back is no new answer, neither here nor there.
    expect(attempts[at('x/y')]).toHaveLength(2)
    expect(lms.kept()['cmi.interactions.3.id']).toBeUndefined()
    second.answer(B, 3, true)
    expect(lms.kept()['cmi.interactions.3.id']).toBe(B)
    expect(lms.faults).toEqual([])
  })

  it('whose state came back cut says so, and what this browser kept stays', async () => {
    const { lms, student } = await begun()
    student.answer(A, [0, 2], true)
    student.leave()
    lms.again({ 'cmi.suspend_data': lms.kept()['cmi.suspend_data']!.slice(0, 30) })
    const again = await sit(lms, student.learning)
    expect(again.said[0]?.message).toMatch(/kept of your last visit is not whole: \d+ of \d+ characters came back/)
    expect(again.learning.getState().answers[A]?.right).toBe(true)
  })

  it('is completed by reading, where a lesson asks nothing, and is so again where the browser forgot it', async () => {
    const lms = strictLms()
    const reading: Assigned = {
      ...assigned,
      items: [{ kind: 'lesson', lesson: 'x/y', points: 1 }],
      entries: assigned.entries.map((entry) => ({ ...entry, checks: [] })),
    }
    const student = await sit(lms, browser(), reading)
    student.attempt(at('x/y'), { read: true })
    expect(lms.kept()).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '100' })
    student.leave()
    const again = await sit(lms, browser({ forgets: true }), reading)
    expect(again.learning.getState().attempts[at('x/y')]).toMatchObject([{ read: true }])
    expect(lms.faults).toEqual([])
  })

  it('in which one only looks tells nothing', async () => {
    const { lms, student } = await begun({ lessonMode: 'review' })
    student.answer(A, [0, 2], true)
    student.leave()
    expect(lms.calls.filter((call) => call.startsWith('Set'))).toEqual([])
  })

  it('whose platform refuses a commit says so until one works', async () => {
    const { student } = await begun({ refuses: 2 })
    expect(student.said[0]?.message).toMatch(/refused to keep your results/)
    student.answer(A, [0, 2], true)
    expect(student.said.at(-1)).toBeNull()
  })
})

describe('what is left with a platform', () => {
  it('is all of it where there is room, then without words, then what a score needs', () => {
    const kept = {
      attempts: {
        [at('x/y')]: Array.from({ length: 40 }, (_, i) => ({ at: i, key: A, given: [i % 3], right: false })),
        [at('why')]: [{ at: 50, words: noise(6000) }],
      },
      predictions: { 'x/y#guess': { guesses: [{ choice: 1, confidence: null, at: 1 }], again: false, outcome: null } },
      estimates: {},
    }
    const [all, withoutWords, least] = statesOf(assigned, kept).map((text) => ({ text, read: recordIn(assigned, text) }))
    expect(all!.read.attempts).toEqual(kept.attempts)
    expect(pack(all!.text)).toBeNull()
    expect(withoutWords!.read.attempts[at('why')]).toEqual([{ at: 50 }])
    expect(withoutWords!.read.predictions).toEqual(kept.predictions)
    expect(pack(withoutWords!.text)!.length).toBeLessThanOrEqual(4096)
    expect(least!.read.attempts[at('x/y')]).toHaveLength(6)
  })

  it('has what was foretold where there is room', () => {
    const estimate = { title: 'A law', asked: 'Next?', unit: 'nats', guess: 1.7, within: 0.05, confidence: 80, at: 1, outcome: 1.72 }
    const kept = { ...nothing(), estimates: { 'law/1': estimate } }
    const [whole, without] = statesOf(assigned, kept).map((text) => recordIn(assigned, text).estimates)
    expect([whole, without]).toEqual([{ 'law/1': estimate }, {}])
    expect(recordIn(assigned, JSON.stringify({ attempts: {}, predictions: {}, estimates: { 'law/1': { guess: 'x' } } }))).toEqual(nothing())
  })

  it('that is none of ours gives nothing', () => {
    for (const text of ['{}', '[]', '7', '{"attempts":{"x/y":"no"},"predictions":{}}']) expect(recordIn(assigned, text)).toEqual(nothing())
  })

  it('of another assignment is not taken', () => {
    const text = JSON.stringify({ attempts: { other: [{ at: 1, words: 'x' }] }, predictions: {} })
    expect(recordIn(assigned, text).attempts).toEqual({})
  })
})

it('what is in the record and cannot be read is passed over', () => {
  const now = {
    [at('x/y')]: [
      { at: 1, key: A, given: [0], right: true },
      { at: 2, key: 7 },
    ],
    [at('why')]: [{ at: 3, words: 9 }],
  }
  expect(interactionsSince(assigned, {}, now)).toMatchObject([{ id: A, type: 'choice', response: 'a' }])
})
