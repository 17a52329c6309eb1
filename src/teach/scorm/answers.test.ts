/** Answers in SCORM's own kinds: none is refused under Moodle's rules, nor by scorm-again, whatever a learner gave. */
import * as scormAgain from 'scorm-again/scorm12'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QuestionKind, told } from './answers.ts'
import type { ScormApi } from './api.ts'
import { openSession } from './session.ts'
import { strictLms } from './testing/strictLms.ts'

const { Scorm12API } = scormAgain as unknown as { Scorm12API: typeof scormAgain.default }

describe('an answer', () => {
  it.each([
    ['choice', 0, 'choice', 'a'],
    ['choice', 35, 'choice', '9'],
    ['choice', 36, 'fill-in', '36'],
    ['multiple', [2, 0], 'choice', 'a,c'],
    ['multiple', [], 'choice', ''],
    ['numeric', -2.5, 'numeric', '-2.5'],
    ['numeric', 1e-7, 'numeric', '0.0000001'],
    ['numeric', Number.NaN, 'fill-in', 'NaN'],
    ['short', 'one nat', 'fill-in', 'one nat'],
    ['order', [2, 0, 1], 'sequencing', 'c,a,b'],
    ['order', [], 'fill-in', ''],
    ['challenge', 'done', 'performance', 'done'],
    [null, [1, 2], 'fill-in', '1, 2'],
  ] as const)('to a %s question, %j, is %s %j', (kind, given, type, response) => expect(told(kind, given)).toEqual({ type, response }))
})

const kinds: (QuestionKind | null)[] = ['choice', 'multiple', 'numeric', 'short', 'order', 'challenge', null]
const answers = fc.tuple(
  fc.constantFrom(...kinds),
  fc.oneof(fc.double(), fc.nat(50), fc.string({ maxLength: 600, unit: 'grapheme' }), fc.array(fc.nat(50), { maxLength: 60 })),
)

it.each([
  ['Moodle’s rules', () => strictLms()],
  ['scorm-again', () => ({ api: new Scorm12API({ autocommit: false, logLevel: 5 }) as unknown as ScormApi, faults: [] })],
] as const)('whatever is given is taken under %s', (_, open) => {
  fc.assert(
    fc.property(fc.array(answers, { minLength: 1, maxLength: 5 }), (given) => {
      const lms = open()
      const session = openSession(lms.api)
      if ('message' in session) throw new Error(session.message)
      for (const [kind, answer] of given) session.record({ id: 'start/a#b', ...told(kind, answer), result: 'correct', at: new Date(0) })
      expect(session.trouble()).toBeNull()
      expect(lms.faults).toEqual([])
    }),
    { numRuns: 60 },
  )
})
