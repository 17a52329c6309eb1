/** What is kept of a learner: nothing is lost by a reload, another tab, a merge, or a second guess. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Records, stringRecords } from '../../storage/records.ts'
import type { Keep } from '../context.ts'
import { createLearning, OWN, readingKey, REVIEW, standing } from '../learning.ts'
import { calibrate } from './calibration.ts'
import { readOld } from './old.ts'
import { goOn, progressOf, totalOf } from './progress.ts'
import { additions, KINDS, type Kept, nothing, readKept } from './record.ts'
import { dueAt, recallAt, schedule } from './schedule.ts'

const DAY = 86_400_000
const Q = 'start/a#q'

function keeper(): Keep & { held: Map<string, string> } {
  const held = new Map<string, string>()
  return {
    held,
    get: (key) => held.get(key) ?? null,
    set: (key, value) => void (value === null ? held.delete(key) : held.set(key, value)),
  }
}

async function begin(records: Records = stringRecords('test', keeper()), now: () => number = () => 1000) {
  const store = createLearning(records, now)
  await expect.poll(() => store.getState().ready).toBe(true)
  return store
}

describe('a learner', () => {
  it('finds everything again after a reload', async () => {
    const records = stringRecords('test', keeper())
    const first = (await begin(records)).getState()
    first.predict(Q, 1, 80)
    first.answer(Q, 'two words', false)
    first.answer(Q, [2, 0, 1], true)
    first.solve('start/a#c')
    first.note('start/a', 'a thought')
    first.reach('start/a', { element: 4, offset: -12, share: 0.3 })
    first.follow('1jabc')
    first.write('tensors', { text: 'let a = 1', passed: true })
    first.attempt('a1/task', { readings: { loss: 2 } })
    first.attempt('a1/task', { at: 2000, words: 'later' })
    first.draft('a1/words', 'begun')
    first.draft('a2/words', 'given up')
    first.draft('a2/words', null)
    const second = (await begin(records)).getState()
    expect(standing(second.predictions[Q])).toBe(1)
    expect(second.predictions[Q]?.guesses[0]).toEqual({ choice: 1, confidence: 80, at: 1000 })
    expect(second.answers[Q]).toEqual({ tried: ['two words', [2, 0, 1]], right: true, at: 1000 })
    expect(second.answers['start/a#c']?.right).toBe(true)
    expect(second.notes['start/a']?.text).toBe('a thought')
    expect(second.places['start/a']).toMatchObject({ element: 4, share: 0.3 })
    expect(second.assignment.now?.link).toBe('1jabc')
    expect(second.attempts['a1/task']).toEqual([
      { at: 1000, readings: { loss: 2 } },
      { at: 2000, words: 'later' },
    ])
    expect(second.drafts).toEqual({ 'a1/words': { draft: 'begun', at: 1000 } })
    expect(second.code.tensors).toEqual({ text: 'let a = 1', passed: true, at: 1000 })
  })

  it('can guess again, but the ledger keeps the first guess', async () => {
    const store = await begin()
    store.getState().predict(Q, 0, 60)
    store.getState().unpredict(Q)
    expect(standing(store.getState().predictions[Q])).toBeUndefined()
    store.getState().predict(Q, 2)
    expect(standing(store.getState().predictions[Q])).toBe(2)
    expect(store.getState().predictions[Q]?.guesses.map(({ choice }) => choice)).toEqual([0, 2])
  })

  it('what another tab kept is not overwritten, and nonsense is passed over', async () => {
    const keep = keeper()
    const records = stringRecords('test', keep)
    const [a, b] = [await begin(records), await begin(records)]
    a.getState().note('start/a', 'from a')
    b.getState().note('start/b', 'from b')
    await records.put('notes start/c', { text: 5 })
    await records.put('unknown start/c', 1)
    expect(Object.keys((await begin(records)).getState().notes).sort()).toEqual(['start/a', 'start/b'])
  })

  it('is told when the browser keeps nothing', async () => {
    const refuse = () => Promise.reject(new Error('refused'))
    const store = await begin({ all: refuse, put: refuse, remove: refuse, clear: refuse, onChange: () => {} })
    expect(store.getState().lasts).toBe(false)
    store.getState().note('start/a', 'still shown')
    expect(store.getState().notes['start/a']?.text).toBe('still shown')
  })

  it('is told so where the browser takes what it is given and forgets it', async () => {
    const store = await begin(stringRecords('test', { get: () => null, set: () => {} }))
    store.getState().note('start/a', 'still shown')
    await expect.poll(() => store.getState().lasts).toBe(false)
    expect(store.getState().notes['start/a']?.text).toBe('still shown')
  })

  it('is asked anew, and what was answered before stays beside it', async () => {
    let time = 1000
    const records = stringRecords('test', keeper())
    const store = await begin(records, () => time++)
    const { answer, retry } = store.getState()
    answer(Q, 2, false)
    answer(Q, 0, true)
    retry(Q)
    retry(Q)
    expect(store.getState().answers[Q]).toMatchObject({ tried: [], right: false })
    answer(Q, 1, false)
    const known = { tried: [1], right: false, earlier: [{ tried: [2, 0], right: true }] }
    expect(store.getState().answers[Q]).toMatchObject(known)
    expect((await begin(records)).getState().answers[Q]).toMatchObject(known)
    answer(`${REVIEW}${Q}`, 0, false)
    retry(`${REVIEW}${Q}`)
    expect(store.getState().answers[`${REVIEW}${Q}`]).toBeUndefined()
  })

  it('a missed question is put up for review once an attempt; answers in a review are not kept', async () => {
    const keep = keeper()
    const store = await begin(stringRecords('test', keep))
    store.getState().answer(Q, 1, false)
    store.getState().answer(Q, 2, false)
    store.getState().answer('start/a#known', 1, true)
    expect(store.getState().reviews).toEqual({ [Q]: [{ at: 1000, right: false }] })
    store.getState().answer(`${REVIEW}${Q}`, 0, false)
    expect(store.getState().answers[`${REVIEW}${Q}`]?.right).toBe(false)
    expect(keep.held.get('test')).not.toContain(REVIEW)
    // The course could not ask a question of a lesson that is not its own.
    store.getState().answer(`${OWN}x#q`, 0, false)
    expect(store.getState().answers[`${OWN}x#q`]?.right).toBe(false)
    expect(Object.keys(store.getState().reviews)).toEqual([Q])
  })

  it('a text that was read comes back for review, once, and its sentence may be changed', async () => {
    const records = stringRecords('test', keeper())
    let day = 0
    const store = await begin(records, () => day * DAY)
    store.getState().addRead('vaswani2017', ' Attention is enough. ')
    day = 2
    store.getState().addRead('vaswani2017', 'Attention, without recurrence, translates best.')
    const again = (await begin(records)).getState()
    expect(again.read).toEqual({ vaswani2017: { text: 'Attention, without recurrence, translates best.', at: 0 } })
    expect(again.reviews).toEqual({ [readingKey('vaswani2017')]: [{ at: 0, right: true }] })
    expect(schedule(again.reviews)[0]!.at).toBeGreaterThan(DAY)
    store.getState().removeRead('vaswani2017')
    expect((await begin(records)).getState()).toMatchObject({ read: {}, reviews: {} })
  })

  it('what was kept before there was a reading list opens whole', () => {
    const { read: _, ...before } = { ...nothing(), notes: { 'start/a': { text: 'x', at: 1 } } }
    expect(readKept(before)).toEqual({ kept: { ...nothing(), notes: before.notes }, left: 0 })
  })

  it('what the first version kept is read', () => {
    const keep = keeper()
    keep.set('pathway.learning', JSON.stringify({ predictions: { [Q]: 1 }, answers: { [Q]: { tried: [1, 0], right: true } } }))
    const old = readOld(keep)!
    expect(standing(old.predictions[Q])).toBe(1)
    expect(old.answers[Q]).toEqual({ tried: [1, 0], right: true, at: 0 })
    expect(readOld(keeper())).toBeNull()
    const record = { bits: 2.5, written: 'the people', settings: '[]' }
    const board = keeper()
    board.set('pathway.board', JSON.stringify({ mlp: record }))
    expect(readOld(board)?.scores).toEqual({ 'board/mlp': { ...record, at: 0 } })
    board.set('pathway.board', '{"mlp":{"bits":"none"}}')
    expect(readOld(board)).toBeNull()
  })
})

describe('progress', () => {
  const lesson = {
    part: 'start',
    slug: 'a',
    minutes: 9,
    objectives: [{ id: 'one' }, { id: 'two' }],
    checks: [
      { id: 'q', objective: 'one' },
      { id: 'r', objective: 'one' },
      { id: 'c', objective: 'two' },
    ],
  }
  const next = { ...lesson, slug: 'b', minutes: 5 }

  it('an objective is met when all that checks it is right', () => {
    const kept = nothing()
    expect(progressOf(lesson, kept)).toEqual({ met: [], of: 2, done: false, begun: false })
    kept.answers[Q] = { tried: [0], right: true, at: 1 }
    expect(progressOf(lesson, kept)).toMatchObject({ met: [], begun: true })
    kept.answers['start/a#r'] = { tried: [1], right: true, at: 1 }
    expect(progressOf(lesson, kept).met).toEqual(['one'])
    kept.answers['start/a#c'] = { tried: ['done'], right: true, at: 1 }
    expect(progressOf(lesson, kept)).toMatchObject({ met: ['one', 'two'], done: true })
    expect(totalOf([lesson, next], kept)).toEqual({ lessons: 2, done: 1, minutes: 14, minutesDone: 9 })
  })

  it('goes on in the lesson read last, or after it where it is done', () => {
    const kept = nothing()
    expect(goOn([lesson, next], kept)).toBeNull()
    kept.places['start/a'] = { element: 1, offset: 0, share: 0.1, at: 5 }
    expect(goOn([lesson, next], kept)).toBe(lesson)
    for (const id of ['q', 'r']) kept.answers[`start/a#${id}`] = { tried: [0], right: true, at: 1 }
    kept.answers['start/a#c'] = { tried: ['done'], right: true, at: 1 }
    expect(goOn([lesson, next], kept)).toBe(next)
  })
})

describe('merging', () => {
  const at = fc.nat(1e6)
  const keys = fc.constantFrom('start/a#q', 'start/b#q')
  const guess = fc.record({ choice: fc.nat(3), confidence: fc.constantFrom(null, 50, 90), at })
  const log = <T extends { at: number }>(each: fc.Arbitrary<T>, minLength: number) =>
    fc.uniqueArray(each, { minLength, maxLength: 4, selector: ({ at }) => at }).map((all) => all.sort((a, b) => a.at - b.at))
  const kept: fc.Arbitrary<Kept> = fc.record({
    predictions: fc.dictionary(keys, fc.record({ guesses: log(guess, 1), again: fc.boolean(), outcome: fc.constantFrom(null, 1) })),
    estimates: fc.dictionary(
      fc.constantFrom('law/1', 'law/2'),
      fc.record({
        title: fc.constant('A law'),
        asked: fc.constant('The next loss?'),
        unit: fc.constant('nats'),
        guess: fc.integer(),
        within: fc.constant(0.05),
        confidence: fc.constantFrom(null, 50, 90),
        at,
        outcome: fc.option(fc.integer()),
      }),
    ),
    answers: fc.dictionary(keys, fc.record({ tried: fc.array(fc.nat(3)), right: fc.boolean(), at })),
    reviews: fc.dictionary(keys, log(fc.record({ at, right: fc.boolean() }), 0)),
    places: fc.dictionary(keys, fc.record({ element: fc.nat(9), offset: fc.integer(), share: fc.constant(0.5), at })),
    notes: fc.dictionary(keys, fc.record({ text: fc.string(), at })),
    read: fc.dictionary(fc.constantFrom('vaswani2017', 'shannon1948'), fc.record({ text: fc.string(), at })),
    assignment: fc.dictionary(fc.constant('now'), fc.record({ link: fc.string(), at })),
    scores: fc.dictionary(
      fc.constantFrom('board/gpt', 'board/mlp'),
      fc.record({ bits: fc.nat(), written: fc.string(), settings: fc.string(), at }),
    ),
    code: fc.dictionary(
      fc.constantFrom('tensors', 'model'),
      fc.record({ text: fc.string({ unit: 'grapheme' }), passed: fc.boolean(), at }),
    ),
    projects: fc.dictionary(
      fc.constantFrom('chatbot', 'sentiment'),
      fc.record({
        title: fc.constant('A chatbot'),
        measure: fc.constant('right'),
        reached: fc.double({ min: 0, max: 1, noNaN: true }),
        baseline: fc.constant(0.1),
        heldOut: fc.nat(),
        settings: fc.string(),
        published: fc.option(fc.integer({ min: 1, max: 1e6 })),
        at,
      }),
    ),
    attempts: fc.dictionary(keys, log(fc.record({ at, given: fc.nat(3) }), 0)),
    drafts: fc.dictionary(keys, fc.record({ draft: fc.string(), at })),
  })
  const laid = (mine: Kept, over: Kept): Kept =>
    Object.fromEntries(KINDS.map((kind) => [kind, { ...mine[kind], ...over[kind] }])) as unknown as Kept

  it('keeps every guess, review, right answer and word of both, and adds nothing the second time', () => {
    fc.assert(
      fc.property(kept, kept, (mine, theirs) => {
        const both = laid(mine, additions(mine, theirs))
        for (const from of [mine, theirs]) {
          for (const [key, { guesses }] of Object.entries(from.predictions))
            expect(both.predictions[key]!.guesses).toEqual(expect.arrayContaining(guesses))
          for (const [key, { at, outcome }] of Object.entries(from.estimates)) {
            expect(both.estimates[key]!.at).toBeLessThanOrEqual(at)
            if (outcome !== null) expect(both.estimates[key]!.outcome).not.toBe(null)
          }
          for (const [key, log] of Object.entries(from.reviews)) expect(both.reviews[key]).toEqual(expect.arrayContaining(log))
          for (const [key, log] of Object.entries(from.attempts)) expect(both.attempts[key]).toEqual(expect.arrayContaining(log))
          for (const [key, { text }] of Object.entries(from.notes)) expect(both.notes[key]!.text).toContain(text)
          for (const [key, { text }] of Object.entries(from.read)) expect(both.read[key]!.text).toContain(text)
          for (const [key, { text }] of Object.entries(from.code))
            expect(both.code[key]!.text.replaceAll('// ', '')).toContain(text.replaceAll('// ', ''))
          for (const [key, { right }] of Object.entries(from.answers)) expect(both.answers[key]!.right || !right).toBe(true)
        }
        expect(additions(both, mine)).toEqual(nothing())
        expect(additions(both, theirs)).toEqual(nothing())
      }),
      { numRuns: 200 },
    )
  })

  it('a file is read back as it was written; what is not valid is counted and left', () => {
    fc.assert(
      fc.property(kept, (mine) => void expect(readKept(JSON.parse(JSON.stringify(mine)))).toEqual({ kept: readable(mine), left: 0 })),
    )
    expect(readKept({ notes: { 'start/a': { text: 'x', at: 1 }, 'start/b': 7 }, other: { x: 1 } })).toMatchObject({
      kept: { notes: { 'start/a': { text: 'x', at: 1 } } },
      left: 2,
    })
    expect(readKept('nonsense').left).toBe(1)
    expect(readKept({ ready: true, notes: { 'start/a': { text: 'x', at: 1 } } })).toMatchObject({
      kept: { notes: { 'start/a': { text: 'x', at: 1 } } },
      left: 1,
    })
  })
  const readable = (mine: Kept): Kept => JSON.parse(JSON.stringify(mine)) as Kept
})

describe('calibration', () => {
  it('counts by hand', () => {
    expect(calibrate([])).toBeNull()
    const judged = [
      { confidence: 60, right: true },
      { confidence: 60, right: false },
      { confidence: 90, right: true },
      { confidence: 100, right: true },
    ]
    const { bins, brier, sure, right } = calibrate(judged)!
    expect(sure).toBe(77.5)
    expect(right).toBe(75)
    expect(brier).toBeCloseTo((0.16 + 0.36 + 0.01 + 0) / 4, 12)
    expect(bins).toEqual([
      { from: 60, to: 70, count: 2, sure: 60, right: 50 },
      { from: 90, to: 100, count: 2, sure: 95, right: 100 },
    ])
  })
})

describe('the schedule', () => {
  it('asks a missed question after a day or more, then at growing distances, and sooner after a new miss', () => {
    const miss = { at: 0, right: false }
    const first = dueAt([miss])
    expect(first).toBeGreaterThanOrEqual(DAY)
    const second = dueAt([miss, { at: first, right: true }])
    const third = dueAt([miss, { at: first, right: true }, { at: second, right: true }])
    expect(second - first).toBeGreaterThan(first)
    expect(third - second).toBeGreaterThan(second - first)
    expect(dueAt([miss, { at: first, right: true }, { at: second, right: false }]) - second).toBeLessThan(third - second)
  })

  it('a text that was read is expected to be forgotten more and more, and at nine in ten when it is due', () => {
    const read = [{ at: 0, right: true }]
    const due = dueAt(read)
    expect(recallAt(read, 0)).toBe(1)
    expect(recallAt(read, DAY)).toBeGreaterThan(recallAt(read, due))
    // whole days: the nearest to where 90 % are left
    expect(recallAt(read, due)).toBeGreaterThan(0.85)
    expect(recallAt(read, due + DAY)).toBeLessThan(0.9)
  })

  it('the one that is due first comes first', () => {
    const due = schedule({ late: [{ at: 5 * DAY, right: false }], early: [{ at: 0, right: false }] })
    expect(due.map(({ key }) => key)).toEqual(['early', 'late'])
  })
})
