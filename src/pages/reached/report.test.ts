/** What models reached: counted from what is kept, written as a file, and read by another browser. */
import { describe, expect, it } from 'vitest'
import { nothing } from '../../session/learning/record.ts'
import type { ModelSummary } from '../../worker/protocol.ts'
import { isEmpty, readReport, reportOf, writeReport } from './report.ts'

const lesson = { part: 'start', slug: 'a', minutes: 5, objectives: [{ id: 'o' }], checks: [{ id: 'q', objective: 'o' }] }
const model = (changes: object) =>
  ({
    name: 'mine',
    origin: 'trained',
    kind: 'language',
    parameters: 1000,
    step: 50,
    textTitle: 'Moby Dick',
    bitsPerCharacter: 2.5,
    bigramLoss: Math.LN2 * 3,
    charactersPerToken: 1,
    ...changes,
  }) as unknown as ModelSummary

function sources() {
  const kept = nothing()
  kept.answers['start/a#q'] = { tried: [1, 0], right: true, at: 1 }
  kept.answers['start/a#c'] = { tried: ['done'], right: true, at: 2 }
  kept.answers['start/a#d'] = { tried: ['x'], right: false, at: 2 }
  kept.predictions['start/a#p'] = { guesses: [{ choice: 0, confidence: 80, at: 1 }], again: false, outcome: null }
  kept.reviews['start/a#q'] = [
    { at: 1, right: false },
    { at: 2, right: true },
    { at: 3, right: false },
  ]
  kept.projects.chatbot = {
    title: 'A chatbot',
    measure: 'right',
    reached: 0.5,
    baseline: 0.1,
    heldOut: 40,
    settings: '',
    published: 7,
    at: 1,
  }
  const tuned = model({
    name: 'judge',
    kind: 'classifier',
    task: {
      title: 'Sentiment',
      shortcuts: [
        { name: 'words', accuracy: 0.7 },
        { name: 'length', accuracy: 0.4 },
      ],
      reports: [{ accuracy: 0.3 }, { accuracy: 0.9 }],
    },
  })
  return { models: [model({}), tuned, model({ origin: 'shipped' })], kept, lessons: [lesson], judged: [{ confidence: 80, right: true }] }
}

describe('the report', () => {
  it('counts what is kept, and leaves out the course’s own models', () => {
    const report = reportOf(sources())
    expect(report.lessons).toEqual({ done: 1, of: 1 })
    expect(report.challenges).toBe(1)
    expect(report.models).toEqual([
      expect.objectContaining({ name: 'mine', bitsPerCharacter: 2.5, bigram: 3, accuracy: null, shortcut: null, learnedFrom: 'Moby Dick' }),
      expect.objectContaining({
        name: 'judge',
        bitsPerCharacter: null,
        bigram: null,
        accuracy: 0.9,
        shortcut: 0.7,
        learnedFrom: 'Sentiment',
      }),
    ])
    expect(report.projects).toEqual([expect.objectContaining({ title: 'A chatbot', reached: 0.5, published: true })])
    expect(report.predictions.judged).toEqual({ count: 1, sure: 80, right: 100, brier: expect.closeTo(0.04, 10) })
    // The first time is the miss that brought it into review.
    expect(report.reviews).toEqual({ questions: 1, asked: 2, right: 1 })
    expect(isEmpty(report)).toBe(false)
  })

  it('of a new reader is empty, and nothing is invented', () => {
    const report = reportOf({ models: [], kept: nothing(), lessons: [lesson], judged: [] })
    expect(isEmpty(report)).toBe(true)
    expect(report.predictions.judged).toBeNull()
  })

  it('is the same when another browser reads it', () => {
    const report = reportOf(sources())
    const made = new Date('2026-11-30T12:00:00.000Z')
    expect(readReport(writeReport(report, made))).toEqual({ made, report })
  })

  it.each(['', '{}', '[1]', '{"format":"pathway-to-gpt/reached","version":1,"made":"x","report":{}}', 'null'])('refuses %j', (text) => {
    expect(() => readReport(new TextEncoder().encode(text))).toThrow('not a file that this page wrote')
  })

  it('refuses a share above one, and keys that are not its own fall away', () => {
    const report = reportOf(sources())
    const changed = JSON.parse(new TextDecoder().decode(writeReport(report, new Date()))) as {
      report: { projects: { reached: number }[]; extra?: string }
    }
    changed.report.extra = 'x'
    expect(readReport(new TextEncoder().encode(JSON.stringify(changed))).report).toEqual(report)
    changed.report.projects[0]!.reached = 1.5
    expect(() => readReport(new TextEncoder().encode(JSON.stringify(changed)))).toThrow('not a file')
  })
})
