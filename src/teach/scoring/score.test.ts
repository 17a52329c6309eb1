/** Scores: right answers, goals, attempts that count, what came late, and marks of the instructor's own. */
import { describe, expect, it } from 'vitest'
import type { Attempt, ItemRecord } from '../receipt/receipt.ts'
import { inMemory } from '../../core/checkpoint/source.ts'
import { readReceipt } from '../receipt/read.ts'
import { writeReceipt } from '../receipt/write.ts'
import { everything, handedIn, read } from '../testing/examples.ts'
import { score } from './score.ts'

const attempt = (changes: Partial<Attempt>): Attempt => ({
  at: '2027-01-01T00:00:00Z',
  asked: [],
  answers: [],
  predictions: [],
  words: '',
  readings: {},
  failed: null,
  model: null,
  ...changes,
})
const task = { kind: 'task', id: 't', title: 'T', where: { kind: 'lab' }, goal: 'loss < 2' }
const one = read({ title: 'x', items: [task], attempts: 2, due: '2027-01-02T00:00:00Z', passMark: 50 })
const of = (...attempts: Attempt[]): ItemRecord[] => [{ item: 't', attempts }]
const reached = attempt({ readings: { loss: 1.9 } })
const missed = attempt({ readings: { loss: 2.1 }, failed: { kind: 'goal', said: 'not reached' } })
const late = { at: '2027-01-03T00:00:00Z' }

describe('a score', () => {
  it('of everything that was handed in', async () => {
    const { receipt } = await readReceipt(inMemory(writeReceipt(handedIn)))
    const scored = score(everything, receipt.items)
    // Of four, the guess and one answer: the other was right at the fourth attempt of three.
    expect(scored.items.map(({ score, state }) => [score, state])).toEqual([
      [0.5, 'partly'],
      [1, 'reached'],
      [null, 'missing'],
      [null, 'missing'],
      [1, 'reached'],
      [null, 'missing'],
      [null, 'to be marked'],
    ])
    // 0.5 + 2 + 4 of 1 + 2 + 1 + 1 + 4 + 1 points; the last waits for a mark.
    expect(scored.percent).toBeCloseTo(65)
    expect(scored.percentInTime).toBeCloseTo(25)
    expect(scored).toMatchObject({ passed: true, late: true, toMark: 1, handedIn: 4 })
    expect(score(everything, receipt.items, { why: 0 }).percent).toBeCloseTo((100 * 6.5) / 11)
  })

  it('counts the best of the attempts that count', () => {
    expect(score(one, of(missed, reached)).items[0]).toMatchObject({ score: 1, best: 1, beyond: 0 })
    expect(score(one, of(missed, missed, reached)).items[0]).toMatchObject({ score: 0, best: 0, beyond: 1 })
    expect(score(one, of(reached, missed)).items[0]).toMatchObject({ score: 1, best: 0 })
  })

  it('keeps what came late apart, and says that it counts', () => {
    expect(score(one, of(missed, { ...reached, ...late }))).toMatchObject({
      percent: 100,
      percentInTime: 0,
      late: true,
      items: [{ score: 1, inTime: 0, late: true }],
    })
    // One in time goes before a late one that is no better.
    expect(score(one, of({ ...reached, ...late }, reached))).toMatchObject({ percent: 100, percentInTime: 100, late: false })
  })

  it('reads the goal over the readings, whatever the attempt says of itself', () => {
    expect(score(one, of(attempt({ readings: { loss: 2.5 } }))).percent).toBe(0)
    expect(score(one, of(attempt({ readings: {} }))).percent).toBe(0)
    expect(score(one, of(attempt({ readings: { loss: 1 }, failed: { kind: 'causality', said: 'looks ahead' } }))).percent).toBe(0)
  })

  it('puts the instructor’s mark first', () => {
    expect(score(one, of(missed), { t: 1 })).toMatchObject({ percent: 100, passed: true })
    expect(score(one, [], { t: 0.5 })).toMatchObject({ percent: 50, passed: true, items: [{ state: 'partly', best: null }] })
    expect(score(one, [], {})).toMatchObject({ percent: 0, passed: false, items: [{ state: 'missing' }] })
  })

  it('of a lesson that asks nothing is full when it was read, or a guess was made in it, and not by being opened', () => {
    const reading = read({ title: 'x', items: [{ kind: 'lesson', lesson: 'a/b' }], passMark: 100 })
    const scored = (changes: Partial<Attempt>) => score(reading, [{ item: 'a/b', attempts: [attempt(changes)] }])
    expect(scored({ read: true })).toMatchObject({ percent: 100, passed: true, items: [{ state: 'reached' }] })
    expect(scored({ predictions: [{ key: 'a/b#g', choice: 0, confidence: null, right: false }] }).passed).toBe(true)
    expect(scored({}).percent).toBe(0)
    expect(score(reading, []).items[0]!.state).toBe('missing')
    // Having read it answers no question.
    expect(score(reading, [{ item: 'a/b', attempts: [attempt({ read: true, asked: ['a/b#q'] })] }]).percent).toBe(0)
  })

  it('passes at the mark exactly, thirds included', () => {
    const thirds = read({ title: 'x', items: [{ kind: 'lesson', lesson: 'a/b' }], passMark: 100 })
    const all = ['a/b#1', 'a/b#2', 'a/b#3']
    const answers = all.map((key) => ({ key, given: [1], right: true }))
    expect(score(thirds, [{ item: 'a/b', attempts: [attempt({ asked: all, answers })] }]).passed).toBe(true)
    expect(score(thirds, [{ item: 'a/b', attempts: [attempt({ asked: all, answers: answers.slice(1) })] }]).percent).toBeCloseTo(66.67, 1)
  })
})
